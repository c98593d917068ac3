"""What writes several tables at once, or is called by pages and the command line alike."""
