"""Who and where: organisations, countries, regions, acronyms, dates; records in, records out."""
