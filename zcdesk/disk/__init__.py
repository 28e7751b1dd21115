"""Files, folders and locks of this computer: written whole, kept to their owner, tidied up."""
