"""The log of answers, and the memories that it folds into."""
