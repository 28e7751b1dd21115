"""How surely something was read, in steps that all who judge a reading share.

Each is a probability: of one letter, or the mean of a line's letters. A place that asks for one of
these says beside it what it asks about. What stands between two steps by a measurement of its own
has its number there.
"""

UNREADABLE = 0.6
"""Below it nobody knows what a line says. Of 8 words of small print that stayed readable 7 lay on
such lines."""

LEGIBLE = 0.75
"""Something is there to be read, but a second look may read otherwise."""

READ = 0.8
"""What is read there counts as read; names written by hand were misread with .66 to .78."""

WELL_READ = 0.85
"""No better look is needed. Arabic script was read as odd letters with up to .88."""

PLAIN = 0.9
"""It stands for what is there: stars and rims that were read as a date came to .88."""

FIRMLY = 0.93
"""Another letter read so is another one: upside down none of four letters reached .83."""

CERTAIN = 0.95
"""One letter alone may settle something."""

PROVEN = 0.97
"""One letter alone proves that its line, or its neighbour, is read."""

BEYOND_DOUBT = 0.99
"""It overrules what other looks make likely."""
