"""What is predicted of a class, and how it came true."""
