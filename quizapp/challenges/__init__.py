"""A key challenged with the words of the article, and what is decided."""
