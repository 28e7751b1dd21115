"""The commands of `zcdesk batch`."""
