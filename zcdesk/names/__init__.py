"""What a name or an organisation can look like: spellings, short forms, brands, Latin forms."""
