"""One application: its facts, pages and a person's decisions."""
