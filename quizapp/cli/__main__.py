"""`python -m quizapp.cli`, where the command is not on the path."""

from quizapp.cli import main

main(prog_name="quizapp")
