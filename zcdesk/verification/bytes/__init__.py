"""What a finished picture's bytes tell besides its pixels."""
