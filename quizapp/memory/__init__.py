"""The one memory per learner and item."""
