"""A class watched while it works, and questions projected."""
