"""What was found on all pages at one glance: covered places, labels, organisations, as crops."""
