"""Second readings of places that were read badly; each has one reason and gives lines."""
