"""One open case: its sections, slots and pages, its texts."""
