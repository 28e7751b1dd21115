"""What each operating system does its own way; no other room calls what only one of them has."""
