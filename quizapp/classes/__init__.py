"""Classrooms: who teaches, who is in, how one gets in."""
