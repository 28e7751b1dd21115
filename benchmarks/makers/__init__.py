"""Makers of pages that only tests and measurements ask for: photos, spoiled scans, figures."""
