"""The window itself: how it starts, ends and stays healthy."""
