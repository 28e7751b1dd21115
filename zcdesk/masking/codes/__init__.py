"""QR codes, bar codes (of books too) and printed verification codes."""
