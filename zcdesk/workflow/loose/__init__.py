"""Scans and pictures without a case: looked at, redacted, verified, reported."""
