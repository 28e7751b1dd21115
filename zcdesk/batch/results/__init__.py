"""What came out for each person: result, draft, note, and the table of all."""
