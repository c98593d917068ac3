"""Items that tell the key of another in the same quiz: which, by which words, and in what order."""
