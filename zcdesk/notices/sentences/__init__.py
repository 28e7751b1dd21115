"""What the sentences of a notice say: clauses, times, amounts, papers, covering."""
