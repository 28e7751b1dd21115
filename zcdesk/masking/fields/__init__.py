"""Key-value fields: labels and their values, values nobody could read, identity numbers."""
