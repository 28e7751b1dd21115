"""Before a case: which notice, which applicant, what was opened last, this year's notice.

First to read: ``start_page.py``.
"""
