"""Short ways to attempts of a class and to what the item analysis makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from quizapp.analysis.class_analysis import ItemAnalysis, QuizAnalysis, item_analysis, quiz_analysis
from quizapp.analysis.item_columns import ItemColumn
from quizapp.analysis.missed_items import Miss, missed_item
from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import bank_shelf
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player

Given = TypeVar("Given")


def analysed(world: ClassWorld, of: str = "first", quiz: str = "all") -> QuizAnalysis:
    shown = quiz_analysis(world.classroom.id, ("tides", quiz), of, bank_shelf().banks)
    db.session.rollback()
    return shown


def item_shown(world: ClassWorld, item_id: str, quiz_id: str | None = None) -> ItemAnalysis:
    banks = bank_shelf().banks
    return item_analysis(world.classroom.id, ("tides", item_id), quiz_id, "first", banks)


def missed(world: ClassWorld, item_id: str, quiz: str = "all") -> list[Miss]:
    banks = bank_shelf().banks
    return missed_item(world.classroom.id, ("tides", item_id), quiz, "first", banks).misses


def column(found: QuizAnalysis, item_key: str) -> ItemColumn:
    (only,) = [each for each in found.columns if each.item_key == item_key]
    return only


def answered_by_class(
    published: PublishedBank,
    quiz: str,
    given: Mapping[str, Given | None],
    right: Given,
    numbers_of: Callable[[str, Given], tuple[int, ...]],
) -> ClassWorld:
    """A class each of which has answered the first item of a quiz of two; None: "I don't know".

    Those who are right about it are right about the other item as well.
    """
    world = new_class(published, tuple(f"{name} X" for name in given))
    for learner_id, answer in zip(world.learner_ids, given.values(), strict=True):
        player = Player(learner_id, published)
        attempt = player.start(quiz)
        if answer is None:
            player.respond(attempt, 1, is_unknown=True)
        else:
            player.respond(attempt, 1, *numbers_of(attempt, answer))
        if answer == right:
            player.respond_right(attempt, 2)
        else:
            player.respond_wrong(attempt, 2)
    return world


def play(world: ClassWorld, learner: int, *wrong: int, quiz: str = "all") -> str:
    return Player(world.learner_ids[learner], world.published).play(quiz, wrong=wrong)
