"""The commands of `zcdesk notice`."""
