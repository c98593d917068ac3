"""Marks decided anew: what that would do, doing it, and looking back on it."""
