"""Notices of other places that were written before anything read them, and what they say."""
