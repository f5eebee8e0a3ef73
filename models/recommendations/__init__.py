"""What a recommendation asks, of whom, how strongly, for whom and by when."""
