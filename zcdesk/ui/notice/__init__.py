"""My notice: four sentences lit in its text, and all else as tables behind one link."""
