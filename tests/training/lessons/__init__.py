"""Lessons: made, worked on, scored, summed up."""
