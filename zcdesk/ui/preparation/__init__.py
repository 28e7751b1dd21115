"""How a page lies: corners, turn, level and light, changed by hand."""
