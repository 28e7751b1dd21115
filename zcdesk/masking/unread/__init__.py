"""What nobody could read: lines, parts of them, rows under folds, Arabic script."""
