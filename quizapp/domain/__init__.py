"""Rules and arithmetic: no Flask, no SQLAlchemy, no clock, no dice, no files."""
