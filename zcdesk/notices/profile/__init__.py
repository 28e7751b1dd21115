"""What one notice asks, as values: slots, conditions, terms, what is covered, with sources."""
