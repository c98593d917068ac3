"""People: who they are, how they log in, and what is kept about them."""
