"""Makers of pages that measurements and tests need and the program does not."""
