"""Requests that no browser sends, to every route, as everybody: `python -m bench.fuzz`."""
