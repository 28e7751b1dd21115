"""Where a page lies in its picture, and how it is laid flat and lit evenly."""
