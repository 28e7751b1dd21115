"""One module per family of file formats; the table of them is ``opening/decoding.py``.

First to read: ``format.py``.
"""
