"""Short ways to attempts of a class and to what the item analysis makes of them."""

from __future__ import annotations

from quizapp.analysis.class_analysis import ItemAnalysis, QuizAnalysis, item_analysis, quiz_analysis
from quizapp.analysis.item_columns import ItemColumn
from quizapp.analysis.missed_items import Miss, missed_item
from quizapp.banks.shelf import bank_shelf
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld
from tests.support.playing import Player


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


def play(world: ClassWorld, learner: int, *wrong: int, quiz: str = "all") -> str:
    return Player(world.learner_ids[learner], world.published).play(quiz, wrong=wrong)
