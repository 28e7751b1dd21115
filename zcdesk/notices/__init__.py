"""What a notice asks: profiles, loading, clauses and dates."""
