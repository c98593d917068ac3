"""Cards, the article, and how far a learner has come."""
