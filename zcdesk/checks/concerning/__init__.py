"""What a notice tells a person at one place of her application: its words, for her case only.

First to read: ``gathering.py``.
"""
