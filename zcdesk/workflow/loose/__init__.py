"""Scans and pictures without a case: looked at, redacted, verified, reported.

First to read: ``redacting.py``.
"""
