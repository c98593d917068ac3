"""A class simulated against a copy of this server, to learn beforehand how many it carries."""
