"""What went wrong unexpectedly: codes and places in our own code, never anyone's words."""
