"""Numbers, amounts and days as people write them: whoever reads one asks here."""
