"""Fictional people and their pages."""
