"""A quiz taken by `what-pulls`, and its marks decided anew."""

from __future__ import annotations

from quizapp.attempts.looking_back import look_backs
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.regrading import RegradeRule
from quizapp.grades.scores import score_lines, score_table
from quizapp.models import (
    Attempt,
    Response,
)
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from tests.support.classes import teacher_of_all
from tests.support.playing import Player, all_rows, attempt_with

OTHER_KEY = (
    ("key: The moon\n", "key: The wind\n"),
    ("- The wind: Wind raises waves, not the tide.", "- The moon: It only shines."),
)
BECAUSE = Cause(None, "The key was wrong.")
BANK, FULL = RegradeRule.BANK, RegradeRule.FULL_MARKS
BETTER = RegradeRule.NOBODY_LOSES


def choose(player: Player, attempt_id: str, item_key: str, *texts: str) -> None:
    """Choose options by their texts."""
    position = player.items(attempt_id).index(item_key) + 1
    shown = look_backs(attempt_with(attempt_id).id)[position - 1].options
    numbers = [option.number for option in shown if option.text in texts]
    assert len(numbers) == len(texts)
    player.respond(attempt_id, position, *numbers)


def answer_others(player: Player, attempt_id: str, *left_out: str) -> None:
    """Answer all other items rightly."""
    for position, item_key in enumerate(player.items(attempt_id), start=1):
        if item_key not in left_out:
            player.respond_right(attempt_id, position)


def played(player: Player, *texts: str) -> str:
    """A whole quiz, right but for what these options earn in `what-pulls`."""
    attempt_id = player.start("all")
    answer_others(player, attempt_id, "what-pulls")
    choose(player, attempt_id, "what-pulls", *texts)
    return attempt_id


def regraded(
    published: PublishedBank,
    item_key: str | None = "what-pulls",
    rule: RegradeRule = BANK,
    quiz_key: str | None = None,
    cause: Cause = BECAUSE,
) -> list[str]:
    """Look at the dry run and do it."""
    bank = published.bank
    return regrade(bank, dry_run(bank, item_key, rule, quiz_key), cause, clock.now())


def current(attempt_id: str) -> float | None:
    return attempt_with(attempt_id).current_score


def everything_recorded() -> list[object]:
    """What no regrade may ever change."""
    attempts = [(row.id, row.score, row.max_score, row.finished_at) for row in all_rows(Attempt)]
    responses = [
        (row.id, row.mark, row.counted, row.chosen, row.second_chosen, row.responded_at)
        for row in all_rows(Response)
    ]
    return [attempts, responses]


def exports(published: PublishedBank) -> object:
    bank = published.bank
    teacher_id = teacher_of_all()
    table = score_table(bank.id, [bank], teacher_id, clock.now())
    return score_lines(teacher_id), table


def discrepancies() -> list[tuple[int | None, str]]:
    """Where something does not hold, and what."""
    return [(each.position, each.what) for each in verify_scores().discrepancies]
