"""What a teacher's desk says of a class, and in which order."""
