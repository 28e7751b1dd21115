"""One module per family of file formats; the table of all of them is ``pages/decoding.py``."""
