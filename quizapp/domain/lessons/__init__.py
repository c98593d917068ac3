"""A lesson led by a teacher: each question voted on, discussed and voted on again."""
