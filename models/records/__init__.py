"""Typed, frozen data: what is read, what is found, and the rows that are written."""
