"""The class's scores, as whoever reviews them sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound
from quizapp.domain.regrading import RegradeRule
from quizapp.grades import scores
from quizapp.models import User
from quizapp.models.people import Access, Role
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import new_user, teacher_of_all
from tests.support.inside import MONDAY
from tests.support.playing import WITHOUT_BARE_FLATS, Player, attempt_with, new_player, stored


def named(player: Player, name: str, *, role: Role = Role.LEARNER) -> str:
    """Give a guest an account without the work of hashing; gives the public id."""
    with write_transaction() as tx:
        user = tx.get_one(User, player.user_id)
        user.user_name, user.display_name, user.role = name.lower(), name, role
        user.password_hash = "not worked out"
        return user.public_id


def table(bank: Bank) -> tuple[list[scores.QuizColumn], list[scores.LearnerRow]]:
    found = scores.score_table(bank.id, [bank], teacher_of_all(), clock.now())
    return found.quizzes, found.rows


@pytest.fixture
def lena(player: Player) -> Player:
    named(player, "Lena")
    return player


def test_the_table_has_a_column_per_quiz_in_the_order_of_the_bank(lena, published):
    columns, _ = table(published.bank)

    assert [(column.id, column.title) for column in columns] == [
        ("all", "Everything about the tides"),
        ("quiet", "See at the end"),
        ("by-topic", "A little of each"),
    ]


def test_each_learner_has_a_best_attempt_of_their_own_at_each_quiz(lena, published):
    ben = new_player(published)
    named(ben, "Ben")
    lena.play(wrong=[1, 2])
    lena.play("quiet")
    ben.play(wrong=[1])
    ben.play()

    _, rows = table(published.bank)

    best = {row.name: [cell and (cell.best, cell.attempts) for cell in row.cells] for row in rows}
    assert best == {"Lena": [(3.0, 1), (3.0, 1), None], "Ben": [(5.0, 2), None, None]}


def test_a_cell_holds_the_best_finished_attempt_and_how_many_there_were(lena, published):
    lena.play(wrong=[1, 2])
    lena.play(wrong=[1])
    lena.play(wrong=[1, 2, 3])
    lena.respond_right(lena.start(), 1)  # unfinished: does not count

    _, (row,) = table(published.bank)

    cell = row.cells[0]
    assert cell == scores.BestScore(best=4.0, max_score=5.0, attempts=3)
    assert cell.share == 0.8
    assert row.cells[1:] == (None, None)


def test_the_best_is_by_share_where_attempts_were_of_different_length(lena, published, edited):
    lena.play(wrong=[1])  # four of five
    shorter = lena.with_bank(edited(*WITHOUT_BARE_FLATS))
    shorter.play()  # four of four

    _, (row,) = table(published.bank)

    assert row.cells[0] == scores.BestScore(4.0, 4.0, 2)


def test_practice_is_never_in_the_scores(lena, published):
    attempt_id = lena.play(wrong=[1, 2])
    practice_id = lena.practise(attempt_id)
    lena.respond_right(practice_id, 1)
    lena.respond_right(practice_id, 2)

    _, (row,) = table(published.bank)

    assert row.cells[0] == scores.BestScore(3.0, 5.0, 1)
    assert [line.score for line in scores.score_lines(teacher_of_all())] == [3.0]


def test_learners_stand_in_the_order_of_their_names(lena, published):
    for name in ("Zoe", "Anna"):
        named(new_player(published), name)

    _, rows = table(published.bank)

    assert [row.name for row in rows] == ["Anna", "Lena", "Zoe"]


def test_a_guest_is_a_row_once_an_attempt_is_finished(lena, fellow, published):
    fellow.start()
    assert [row.name for row in table(published.bank)[1]] == ["Lena"]

    fellow.play()

    rows = table(published.bank)[1]
    assert [row.access for row in rows] == [Access.GUEST, Access.ACCOUNT]


def test_teachers_are_no_rows_and_their_attempts_no_lines(lena, fellow, published):
    named(fellow, "Tove", role=Role.TEACHER)
    fellow.play()

    assert [row.name for row in table(published.bank)[1]] == ["Lena"]
    assert scores.score_lines(teacher_of_all()) == []


def test_a_quiz_that_left_the_bank_keeps_its_column_where_it_was_taken(lena, edited):
    lena.play("quiet")
    gone = "  - id: quiet\n    title: See at the end\n    feedback: at-end\n    pick: 3\n"
    bank = edited((gone, "")).bank

    columns, (row,) = table(bank)

    assert [column.id for column in columns] == ["all", "by-topic", "quiet"]
    assert columns[-1].title == "See at the end"
    assert row.cells[-1] is not None


def test_a_bank_that_left_the_server_keeps_what_was_taken(lena):
    lena.play()

    found = scores.score_table("tides", [], teacher_of_all(), clock.now())

    assert [column.id for column in found.quizzes] == ["all"]
    (row,) = found.rows
    assert row.cells == (scores.BestScore(5.0, 5.0, 1),)


def test_a_line_for_export_stands_for_each_finished_attempt(lena, time):
    lena.play(wrong=[1])
    time.shift(timedelta(hours=1))
    begun_at = clock.now()
    attempt_id = lena.start()
    time.shift(timedelta(minutes=3))
    lena.finish(attempt_id)
    lena.start()

    lines = scores.score_lines(teacher_of_all())

    assert [(line.score, line.max_score) for line in lines] == [(4.0, 5.0), (0.0, 5.0)]
    assert lines[0].learner.user_name == "lena"
    assert lines[0].quiz_title == "Everything about the tides"
    assert lines[1].started_at == begun_at
    assert lines[1].finished_at == begun_at + timedelta(minutes=3)


def test_a_learner_is_shown_with_all_attempts_newest_first(lena):
    public_id = stored(db.select(User))[0].public_id
    first = lena.play(wrong=[1])
    practice = lena.practise(first)

    learner, attempts = scores.learner_with(public_id, teacher_of_all(), clock.now())

    assert (learner.name, learner.user_name, learner.access) == ("Lena", "lena", Access.ACCOUNT)
    assert learner.joined_at == MONDAY
    assert [(each.id, each.is_practice) for each in attempts] == [(practice, True), (first, False)]


def test_nobody_and_a_teacher_are_no_learners(lena, fellow):
    teacher_id = named(fellow, "Tove", role=Role.TEACHER)

    for public_id in ("nobody", teacher_id):
        with pytest.raises(NotFound):
            scores.learner_with(public_id, teacher_of_all(), clock.now())


def test_an_attempt_is_shown_with_its_learner(lena):
    attempt_id = lena.play()

    attempt = scores.attempt_for_teacher(attempt_id, teacher_of_all(), clock.now())

    assert (attempt.learner.name, attempt.summary.id) == ("Lena", attempt_id)
    assert len(attempt.looks) == attempt_with(attempt_id).item_count
    with pytest.raises(NotFound):
        scores.attempt_for_teacher("no-such-attempt", teacher_of_all(), clock.now())


def test_the_best_score_is_the_one_that_holds_after_a_regrade(lena, published):
    lena.play(wrong=[1])
    plan = dry_run(published.bank, "what-pulls", RegradeRule.FULL_MARKS, None)

    regrade(published.bank, plan, Cause(None, "Nobody could know."), clock.now())

    assert table(published.bank)[1][0].cells[0] == scores.BestScore(5.0, 5.0, 1)
    assert [line.score for line in scores.score_lines(teacher_of_all())] == [5.0]


def test_each_bank_has_a_table_of_its_own(lena, published, lights):
    lena.play(wrong=[1])
    lena.with_bank(lights).play()

    _, (tides,) = table(published.bank)
    columns, (row,) = table(lights.bank)

    assert tides.cells[0] == scores.BestScore(4.0, 5.0, 1)
    assert [column.title for column in columns] == ["Everything about the lights", "The beam alone"]
    assert row.cells == (scores.BestScore(3.0, 3.0, 1), None)


def test_a_guest_is_a_row_in_the_tables_of_what_they_took(fellow, published, lights):
    fellow.with_bank(lights).play()

    assert table(published.bank)[1] == []
    assert len(table(lights.bank)[1]) == 1


def test_banks_with_scores_are_those_of_which_something_was_finished(lena, lights):
    def banks_with_scores() -> list[str]:
        table = scores.score_table(None, [], teacher_of_all(), clock.now())
        return [choice.id for choice in table.choices]

    lena.start()
    assert banks_with_scores() == []

    lena.with_bank(lights).play()

    assert banks_with_scores() == ["lights"]


def test_a_bank_that_only_learners_of_others_took_is_not_offered(lena, lights):
    lena.with_bank(lights).play()
    stranger = new_user("tom", Role.TEACHER)

    offered = scores.score_table(None, [lena.published.bank], stranger, clock.now()).choices

    assert [choice.id for choice in offered] == ["tides"]


def test_lines_for_export_name_their_bank(lena, lights):
    lena.play()
    lena.with_bank(lights).play()

    assert [line.bank_id for line in scores.score_lines(teacher_of_all())] == ["tides", "lights"]
