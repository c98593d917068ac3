"""The gradebook, scores decided by hand, reports, and one learner’s page."""
