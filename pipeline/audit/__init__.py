"""Audit against hand coding: agreement between coders, and scores of the tags. Pure functions, no files."""
