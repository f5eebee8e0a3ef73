"""Stages as plain functions, their store, and the datasets; no flow engine, no printing."""
