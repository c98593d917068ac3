"""Attempts as they stand: ended, scored, looked back on, and told of."""
