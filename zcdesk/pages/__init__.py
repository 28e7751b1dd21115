"""Scan file to upright, judged page."""
