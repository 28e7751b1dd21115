"""Covers that do not cover: pale, too short, left open, with letters sticking out.

First to read: ``left_open.py``.
"""
