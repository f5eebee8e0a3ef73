"""PDF → ink → tables and blocks → passages and matrix rows."""
