"""One open case: its sections, slots and pages, its questions and answers, its texts."""
