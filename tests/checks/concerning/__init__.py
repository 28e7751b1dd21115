"""Tests of what a notice tells a case beside its demands."""
