"""Case and notice to findings."""
