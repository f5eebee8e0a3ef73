"""Which objectives: printed lists, keyword rules, embedding similarity and their combination."""
