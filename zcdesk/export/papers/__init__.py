"""What is printed or read beside the pictures: checklist, cover guide, differences, plan.

First to read: ``checklist.py``.
"""
