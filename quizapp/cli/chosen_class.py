"""The class that a command names by its id, or by its title where only one has it."""

from __future__ import annotations

import click

from quizapp.classes.classrooms import classrooms_called
from quizapp.classes.facts import ClassFacts


def chosen_class(name: str) -> ClassFacts:
    """The class of this id or title.

    Raises:
        ClickException: none is called this, or several are.
    """
    candidates = classrooms_called(name)
    if not candidates:
        raise click.ClickException(
            f"There is no class {name!r}. See which there are with: quizapp classroom list"
        )
    if len(candidates) > 1:
        ids = ", ".join(each.public_id for each in candidates)
        raise click.ClickException(f"Several classes are called {name!r}; name one by id: {ids}")
    return candidates[0]
