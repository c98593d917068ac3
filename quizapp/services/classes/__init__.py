"""Classrooms: made, taught, joined, and who is in them."""
