"""What a page says of itself: its kind, its years, whose it is, and the slot it may belong to."""
