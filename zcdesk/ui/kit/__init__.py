"""Widgets and helpers that know no case: buttons, cards, fields, jobs, preferences."""
