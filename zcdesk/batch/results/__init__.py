"""What came out for each person: result, note, and the table of all."""
