"""For the day when something is wrong: this computer looked at, the diagnostics, whom to ask."""
