"""Fills the official forms: the docx is the one source, the PDF is drawn from the filled docx."""
