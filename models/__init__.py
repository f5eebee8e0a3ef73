"""Records, lexicons and the language models that read records and return records."""
