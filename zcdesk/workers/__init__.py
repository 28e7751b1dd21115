"""The worker pool: everything that decodes, renders or reads runs in its processes."""
