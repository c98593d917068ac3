"""What a class's answers say: about items, quizzes, the article, and other classes."""
