"""What to ask a learner today, and why: the plan, and all that it weighs."""
