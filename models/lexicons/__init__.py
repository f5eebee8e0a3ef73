"""Vocabularies as data files, with the code that loads and checks them."""
