"""Reads finished pictures again, by a search of its own; it never meets the masker."""
