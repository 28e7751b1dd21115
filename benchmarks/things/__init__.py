"""Trains and judges the network that finds things on a page: seals, portraits, codes and others."""
