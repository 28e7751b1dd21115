"""Print that the detector passed over at its first look: rows, columns, small print, dots."""
