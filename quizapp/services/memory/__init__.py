"""The one memory per learner and item, and the cards that come of it."""
