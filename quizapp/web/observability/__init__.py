"""What a running server tells those who run it: logs, and figures for Prometheus.

Nothing of what people type, are called or have chosen is in either: requests are told by their
route, statements without parameters, errors by their kind and place.
"""
