"""A notice as blocks in their order, whatever file it comes in: paragraphs, tables, notes.

First to read: ``blocks.py``.
"""
