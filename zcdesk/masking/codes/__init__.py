"""QR codes, bar codes (of books too) and printed verification codes.

First to read: ``qr_and_bar_codes.py``.
"""
