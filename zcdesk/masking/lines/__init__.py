"""Lines of a page: their reading order, early ends, script, and how surely they are read."""
