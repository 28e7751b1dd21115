"""Invented notices of ten customs with what they say: a message, a matrix, questions, strokes."""
