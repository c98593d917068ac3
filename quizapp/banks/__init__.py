"""Which banks are served, and their revisions."""
