"""What this computer has and lacks for the program, and the file that tells it to who helps."""
