"""Reads finished pictures again, by a search of its own."""
