"""Marks decided anew, with a look first and a way back."""
