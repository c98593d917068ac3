"""Who is there: accounts, passwords, sessions, and the guards that views stand behind."""
