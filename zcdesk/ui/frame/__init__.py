"""What stands around every page of an open case: its bar, path, notice, reading and limits."""
