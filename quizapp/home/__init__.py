"""The first page, and what tells hosts and developers how the site is."""
