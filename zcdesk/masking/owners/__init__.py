"""Whose seal it is: letter by letter, by foreign letters, places, the name printed below."""
