"""Quizzes set for a class: terms, single learners’ terms, pairs, keys held back."""
