"""What stands around every page of an open case: its bar, next step, notice, reading and limits."""
