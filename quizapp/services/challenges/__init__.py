"""Challenges of a key: made by learners, decided by teachers."""
