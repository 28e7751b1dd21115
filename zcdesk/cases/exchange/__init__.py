"""A person's facts and answers as files of her own (YAML, JSON).

First to read: ``facts_file.py``.
"""
