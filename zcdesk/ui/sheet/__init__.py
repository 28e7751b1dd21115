"""Doubts side by side: cut-outs of one kind, exceptions marked, the rest decided at once."""
