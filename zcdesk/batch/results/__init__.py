"""What came out for each person: result, note, and the table of all.

First to read: ``person_results.py``.
"""
