"""The notice's questions, how pictures go to the platform, and a person's answers.

First to read: ``interview_page.py``.
"""
