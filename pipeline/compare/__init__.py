"""Priorities across years: shares of passages, changes, and what became of recommendations."""
