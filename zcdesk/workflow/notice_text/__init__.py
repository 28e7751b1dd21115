"""The text of a notice out of whatever file it comes as, and a draft of its profile, in a worker.

First to read: ``words_of_file.py``.
"""
