"""Walks through the window with real events of the X server: nobody calls the program's code."""
