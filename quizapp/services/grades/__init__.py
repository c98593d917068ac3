"""The gradebook and what leads into it."""
