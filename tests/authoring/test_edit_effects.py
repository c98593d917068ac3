"""What an edit would do to the marks and cards that are recorded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.authoring.edit_effects import EditEffect, effects, has_records_of
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.bank import Bank
from quizapp.domain.bank.edits import EditClass
from quizapp.domain.drills.posing import arranged_options, asked_question
from quizapp.domain.items.content import from_json
from quizapp.domain.regrading import RegradeRule
from quizapp.memory import correcting
from quizapp.models import Response, User
from quizapp.regrades.dry_runs import dry_run
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.playing import Player, attempt_with, item_at, new_player
from tests.test_query_counts import counted_statements

Edited = Callable[..., PublishedBank]

OTHER_KEY = [("key: The moon", "key: The wind"), ("- The wind: Wind", "- The moon: Wind")]
EBB = """\
  - id: ebb
    type: term
    topic: shore
    term: ebb
    definition: the water going out
    explanation: The ebb bares the flats.
"""


def effect_on(old: Bank, new: Bank, item_id: str, **options: bool) -> EditEffect:
    """The effect of the edit of one item."""
    (effect,) = [each for each in effects(old, new, **options) if each.edit.item_id == item_id]
    return effect


def choose(player: Player, text: str, *, position: int = 1, quiz_id: str = "all") -> str:
    """Begin a quiz and choose the option of this text at a position."""
    attempt_id = player.start(quiz_id)
    item = item_at(attempt_with(attempt_id), position)
    options = arranged_options(
        asked_question(from_json(item.revision.content), item.arrangement), item.arrangement
    )
    player.respond(attempt_id, position, [option.text for option in options].index(text) + 1)
    return attempt_id


def test_another_key_counts_who_gains_who_loses_and_whose_card_starts_anew(
    player: Player, fellow: Player, edited: Edited
) -> None:
    choose(player, "The moon")
    choose(fellow, "The wind")
    choose(new_player(player.published), "The pilots")

    effect = effect_on(player.published.bank, edited(*OTHER_KEY).bank, "what-pulls")

    assert effect.edit.edit_class is EditClass.KEY
    assert (effect.attempts, effect.responses) == (3, 3)
    assert (effect.gains, effect.losses, effect.unsayable) == (1, 1, 0)
    assert effect.cards_reset == 3


def test_names_are_told_only_when_they_are_asked_for(
    player: Player, fellow: Player, edited: Edited
) -> None:
    choose(player, "The moon")
    choose(fellow, "The wind")
    names = {user.id: user.display_name for user in db.session.scalars(select(User))}
    old, new = player.published.bank, edited(*OTHER_KEY).bank

    named = effect_on(old, new, "what-pulls", with_names=True)

    assert named.gaining == (names[fellow.user_id],)
    assert named.losing == (names[player.user_id],)
    assert effect_on(old, new, "what-pulls").gaining == ()


def test_an_edit_of_words_changes_no_mark_and_no_card(player: Player, edited: Edited) -> None:
    choose(player, "The moon")
    new = edited(("key: The moon", "key: Our moon"), ("stem: What pulls", "stem: Which pulls"))

    effect = effect_on(player.published.bank, new.bank, "what-pulls")

    assert effect.edit.edit_class is EditClass.WORDING
    assert (effect.responses, effect.gains, effect.losses, effect.unsayable) == (1, 0, 0, 0)
    assert effect.cards_reset == 0


def test_nothing_can_be_said_of_an_option_or_an_item_that_is_gone(
    player: Player, edited: Edited
) -> None:
    player.play()
    choose(player, "The pilots")
    new = edited(
        ("      - The pilots\n    hint", "    hint"),
        (EBB, ""),
        (", spring-tide, ebb]", ", spring-tide]"),
    ).bank

    without_option = effect_on(player.published.bank, new, "what-pulls")
    without_item = effect_on(player.published.bank, new, "ebb")

    assert (without_option.responses, without_option.unsayable) == (2, 1)
    assert without_item.edit.edit_class is EditClass.REMOVED
    assert (without_item.attempts, without_item.responses, without_item.unsayable) == (2, 1, 1)


def test_i_do_not_know_stays_at_nought(player: Player, edited: Edited) -> None:
    attempt_id = player.start()
    player.respond(attempt_id, 1, is_unknown=True)

    effect = effect_on(player.published.bank, edited(*OTHER_KEY).bank, "what-pulls")

    assert (effect.responses, effect.gains, effect.losses, effect.unsayable) == (1, 0, 0, 0)


def test_practice_counts_for_nothing_here_either(player: Player, edited: Edited) -> None:
    attempt_id = player.play(wrong=[1])
    practice = player.practise(attempt_id)
    player.respond_right(practice, 1)

    effect = effect_on(player.published.bank, edited(*OTHER_KEY).bank, "what-pulls")

    assert (effect.attempts, effect.responses) == (1, 1)


def test_responses_of_older_revisions_are_marked_by_the_newest(
    player: Player, edited: Edited
) -> None:
    choose(player, "The wind")
    second = edited(("Look up at night", "Look up"))
    choose(new_player(second), "The wind")

    effect = effect_on(second.bank, edited(*OTHER_KEY).bank, "what-pulls")

    assert (effect.attempts, effect.gains) == (2, 2)


def test_what_an_earlier_edit_did_is_not_counted_again(player: Player, edited: Edited) -> None:
    choose(player, "The wind")
    second = edited(*OTHER_KEY)

    effect = effect_on(second.bank, edited(("Look up at night", "Look up")).bank, "what-pulls")

    assert effect.edit.edit_class is EditClass.COSMETIC
    assert (effect.responses, effect.gains) == (1, 0)


def test_a_term_among_drawn_options_is_marked_by_what_each_learner_saw(
    player: Player, edited: Edited
) -> None:
    for _ in range(4):
        new_player(player.published).play()
    new = edited(("term: ebb\n", "term: low water\n")).bank

    effect = effect_on(player.published.bank, new, "ebb")

    assert effect.edit.edit_class is EditClass.KEY
    assert (effect.responses, effect.unsayable) == (4, 4)


def test_cards_that_have_been_forgotten_already_are_not_counted(
    player: Player, edited: Edited
) -> None:
    choose(player, "The moon")
    with write_transaction() as tx:
        correcting.forget_corrected(tx, player.published.bank.id, ["what-pulls"], clock.now())

    effect = effect_on(player.published.bank, edited(*OTHER_KEY).bank, "what-pulls")

    assert effect.cards_reset == 0


def test_another_banks_records_are_left_alone(player: Player, edited: Edited) -> None:
    choose(player, "The wind")
    old = edited(("id: tides", "id: other-tides"))
    new = edited(*OTHER_KEY)

    (effect,) = effects(old.bank, new.bank)

    assert effect == EditEffect(effect.edit)
    assert has_records_of(player.published.bank.id)
    assert not has_records_of("other-tides")


def test_a_regrade_would_do_what_the_effects_say(player: Player, edited: Edited) -> None:
    for text in ("The moon", "The moon", "The wind", "The pilots"):
        choose(new_player(player.published), text)
    old, new = player.published.bank, edited(*OTHER_KEY).bank

    effect = effect_on(old, new, "what-pulls")
    marks = dry_run(new, "what-pulls", RegradeRule.BANK).marks

    assert effect.gains == sum(mark.gain > 0 for mark in marks) == 1
    assert effect.losses == sum(mark.gain < 0 for mark in marks) == 2


def test_without_edits_there_is_nothing(player: Player) -> None:
    assert effects(player.published.bank, player.published.bank) == ()


def test_nothing_is_written(player: Player, edited: Edited) -> None:
    choose(player, "The moon")
    before = db.session.scalar(select(func.sum(Response.mark)))

    effects(player.published.bank, edited(*OTHER_KEY).bank)

    assert db.session.scalar(select(func.sum(Response.mark))) == before
    assert not db.session.new
    assert not db.session.dirty


@pytest.mark.parametrize("with_names", [False, True])
def test_queries_are_as_many_for_a_long_history_and_many_edits(
    inside: Flask, player: Player, edited: Edited, with_names: bool
) -> None:
    def statements(*changes: tuple[str, str]) -> int:
        with counted_statements(inside) as found:
            effects(player.published.bank, edited(*changes).bank, with_names=with_names)
        return len(found)

    player.play()
    few = statements(*OTHER_KEY)
    for _ in range(3):
        new_player(player.published).play()

    many = statements(("key: true", "key: false"), ("term: ebb\n", "term: low water\n"))

    assert few == many <= 4 + with_names
