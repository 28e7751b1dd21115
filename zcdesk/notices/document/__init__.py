"""A notice as a tree of blocks, whatever file it comes in: headings, paragraphs, tables, notes.

First to read: ``blocks.py``.
"""
