"""Quizzes set for classes: terms, exceptions, pairs of tests, and how far everybody has come."""
