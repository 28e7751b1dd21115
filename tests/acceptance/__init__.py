"""The 105 acceptance checks, each by the commands that a user types: ``checks/*.toml``."""
