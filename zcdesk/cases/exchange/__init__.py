"""A person's facts and answers as files of her own (YAML, JSON)."""
