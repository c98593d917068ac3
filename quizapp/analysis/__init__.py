"""What a class’s answers say: of items, of passages, and beside another class."""
