"""A notice made by a person: one question at a time, tables, undo, and the profile of it."""
