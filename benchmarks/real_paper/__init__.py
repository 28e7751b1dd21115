"""Real paper, as far as it can be drawn: another maker of pages, and what they are counted for."""
