"""Which way up a page stands, and how far it leans."""
