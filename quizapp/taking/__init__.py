"""Quizzes taken: begun, answered, looked back on."""
