"""Faults under load, counted: `python -m bench.faults`."""
