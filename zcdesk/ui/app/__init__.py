"""The window itself: how it starts, ends and stays healthy, and the check of the computer."""
