"""My notice: its text beside one question, tables of papers and times, a try with three people."""
