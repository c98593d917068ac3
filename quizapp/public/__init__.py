"""What needs nobody to be signed in: health, and the page of patterns."""
