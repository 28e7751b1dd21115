"""The commands of `zcdesk case`."""
