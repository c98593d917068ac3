"""Challenges of a key: what a learner can mark, who decides, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.accounts.erasing import erase_learner
from quizapp.attempts.notices import notices_for
from quizapp.attempts.own_challenges import Challenges, challenges_of
from quizapp.attempts.waiting_cases import waiting_case_count
from quizapp.banks.revisions import PublishedBank
from quizapp.challenges.cases import (
    ChallengeCase,
    challenge_case,
    challenges_of_item,
    class_challenges,
)
from quizapp.challenges.challenging import NewChallenge, challenge_item, challengeable_item
from quizapp.challenges.deciding import Decision, decide
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.errors import (
    AlreadyChallenged,
    ChallengeDecided,
    NotFound,
    PhraseNotThere,
)
from quizapp.models import Attempt, AuditEntry, Challenge, Enrolment, Notice
from quizapp.models.attempts import AttemptKind
from quizapp.models.challenges import ChallengeState, Remedy
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld, new_class, new_user
from tests.support.playing import Player, all_rows, at_once, attempt_with

PHRASE = "the pilots read it"
WORDS = "The pilots read the table as well."


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ada A", "Ben B"))


@pytest.fixture
def attempt(world: ClassWorld) -> str:
    """Ada's, finished."""
    return world.play(world.assign(), world.learner_ids[0], wrong=(1,))


def challenges_in(attempt_id: str) -> Challenges:
    row = attempt_with(attempt_id)
    return challenges_of(row.id, row.user_id, is_counted=row.kind == AttemptKind.QUIZ)


def challenge(
    world: ClassWorld,
    attempt_id: str,
    position: int = 1,
    phrase: str = PHRASE,
    words: str = WORDS,
    passage_id: str | None = None,
) -> None:
    article = world.published.bank.article
    user_id = attempt_with(attempt_id).user_id
    new = NewChallenge(phrase, words, passage_id)
    challenge_item(attempt_id, position, user_id, article, new, clock.now())


def only_id(world: ClassWorld) -> str:
    (line,) = class_challenges(world.classroom.id)
    return line.id


def case_of(world: ClassWorld, challenge_id: str) -> ChallengeCase:
    bank = world.published.bank
    return challenge_case(world.classroom.id, challenge_id, {bank.id: bank})


def decline(world: ClassWorld, challenge_id: str, by: int | None = None) -> None:
    decision = Decision(None, "The moon does it.")
    decide(world.classroom.id, challenge_id, decision, by or world.teacher_id, clock.now())


def test_challenge_keeps_the_words_as_the_article_has_them(world: ClassWorld, attempt: str):
    challenge(world, attempt, phrase="planned their  week\n by it", passage_id="moon-1")

    (row,) = all_rows(Challenge)

    assert (row.section_key, row.passage, row.phrase) == ("moon", 1, "planned their week by it")
    assert (row.words, row.state, row.item_key) == (WORDS, ChallengeState.OPEN, "what-pulls")


def test_words_that_stand_in_one_place_need_no_passage(world: ClassWorld, attempt: str):
    challenge(world, attempt)

    assert [(row.section_key, row.passage) for row in all_rows(Challenge)] == [("shore", 2)]


@pytest.mark.parametrize(
    ("phrase", "passage_id", "headings"),
    [
        ("the sun pulls hardest", None, ()),
        (PHRASE, "moon-1", ("On the shore",)),
        (PHRASE, "nowhere-9", ("On the shore",)),
        ("the", None, ("The pull of the moon",)),
        ("\n", "moon-1", ()),
    ],
)
def test_words_that_are_not_there_are_refused(
    world: ClassWorld, attempt: str, phrase: str, passage_id: str | None, headings: tuple[str, ...]
):
    with pytest.raises(PhraseNotThere) as refused:
        challenge(world, attempt, phrase=phrase, passage_id=passage_id)

    assert refused.value.headings == headings
    assert all_rows(Challenge) == []


def test_one_challenge_for_each_question_asked(world: ClassWorld, attempt: str):
    challenge(world, attempt)
    challenge(world, attempt)
    challenge(world, attempt, position=2)

    with pytest.raises(AlreadyChallenged):
        challenge(world, attempt, words="On second thoughts")

    assert len(all_rows(Challenge)) == 2
    assert set(challenges_in(attempt).made) == {1, 2}


def test_two_at_once_make_one(app: Flask, world: ClassWorld, attempt: str):
    found = at_once(app, 4, lambda: challenge(world, attempt))

    assert found == [None] * 4
    assert len(all_rows(Challenge)) == 1


def test_key_that_was_not_shown_cannot_be_challenged(
    world: ClassWorld, time: time_machine.Traveller
):
    ada = Player(world.learner_ids[0], world.published)
    close = clock.now() + timedelta(hours=1)
    at_end = world.begin(world.assign(feedback=FeedbackTime.AT_END), ada.user_id)
    each = world.begin(world.assign(), ada.user_id)
    held = world.play(world.assign(feedback=FeedbackTime.AFTER_CLOSE, closes_at=close), ada.user_id)
    ada.respond_wrong(at_end, 1)
    ada.respond_wrong(each, 1)

    challenge(world, each, position=1)
    for attempt_id, position in ((each, 2), (at_end, 1), (held, 1)):
        with pytest.raises(NotFound):
            challenge(world, attempt_id, position=position)
    time.move_to(close + timedelta(minutes=1))
    challenge(world, held, position=1)

    assert len(all_rows(Challenge)) == 2


def test_only_the_own_work_of_somebody_in_a_class(world: ClassWorld, attempt: str):
    outsider = Player(new_user("Otto O"), world.published)
    theirs = outsider.play()
    article, new = world.published.bank.article, NewChallenge(PHRASE, WORDS)

    with pytest.raises(NotFound):
        challenge(world, theirs)
    with pytest.raises(NotFound):
        challenge_item(attempt, 1, outsider.user_id, article, new, clock.now())
    assert not challenges_in(theirs).can_be_made


def test_practice_is_not_challenged(world: ClassWorld, attempt: str):
    practice = Player(world.learner_ids[0], world.published).practise(attempt)
    Player(world.learner_ids[0], world.published).respond_right(practice, 1)
    row = attempt_with(practice)

    assert row.kind == AttemptKind.PRACTICE
    with pytest.raises(NotFound):
        challengeable_item(practice, 1, world.learner_ids[0], clock.now())


def test_teacher_declines_and_the_learner_is_told(world: ClassWorld, attempt: str):
    challenge(world, attempt)
    assert waiting_case_count(world.classroom.id) == 1

    decline(world, only_id(world))

    (row,) = all_rows(Challenge)
    assert (row.state, row.reply, row.remedy) == ("declined", "The moon does it.", None)
    assert (row.decider_id, row.decided_at) == (world.teacher_id, clock.now())
    assert waiting_case_count(world.classroom.id) == 0
    (notice,) = notices_for(world.learner_ids[0], clock.now())
    assert (notice.kind, notice.positions, notice.words) == (
        "challenge-declined",
        (1,),
        "The moon does it.",
    )
    deed = all_rows(AuditEntry)[-1]
    assert (deed.deed, deed.actor_id) == ("decline challenge", world.teacher_id)
    assert (deed.details or {})["item"] == "what-pulls"


def test_first_decision_holds(app: Flask, world: ClassWorld, attempt: str):
    challenge(world, attempt)
    challenge_id = only_id(world)

    def accept() -> None:
        decision = Decision(Remedy.ALSO_RIGHT, "")
        decide(world.classroom.id, challenge_id, decision, world.teacher_id, clock.now())

    found = at_once(app, 4, accept)

    assert sorted(map(type, found), key=str) == sorted(
        [type(None), *[ChallengeDecided] * 3], key=str
    )
    assert len(all_rows(Notice)) == 1
    with pytest.raises(ChallengeDecided):
        decline(world, challenge_id)
    assert [row.state for row in all_rows(Challenge)] == ["accepted"]


def test_teacher_of_another_class_has_no_say(
    world: ClassWorld, attempt: str, published: PublishedBank
):
    challenge(world, attempt)
    challenge_id = only_id(world)
    other = new_class(published, teacher="otis")

    assert class_challenges(other.classroom.id) == []
    with pytest.raises(NotFound):
        decline(other, challenge_id)
    with pytest.raises(NotFound):
        case_of(other, challenge_id)


def test_case_shows_what_speaks_for_and_against(world: ClassWorld, attempt: str, edited):
    challenge(world, attempt)
    ben = world.play(world.assign(), world.learner_ids[1])
    challenge(world, ben, words="I think so too.")
    own = next(row for row in class_challenges(world.classroom.id) if row.learner == "Ada A")

    case = case_of(world, own.id)

    assert case.quote is not None
    assert case.quote.phrase == PHRASE
    assert [option.text for option in case.look.options if option.is_key] == ["The moon"]
    assert case.statistics.n == 2
    assert [line.learner for line in case.others] == ["Ben B"]
    assert (case.is_here, case.is_changed, case.decider) == (True, False, None)
    world.published = edited(
        ("key: The moon", "key: The sun"), ("of the tides, and the pilots read it", "of the tides")
    )
    later = case_of(world, own.id)
    assert (later.is_changed, later.quote) == (True, None)
    gone = challenge_case(world.classroom.id, own.id, {})
    assert (gone.is_here, gone.quote) == (False, None)


def test_list_has_open_ones_first(world: ClassWorld, attempt: str):
    for position in (1, 2, 3):
        challenge(world, attempt, position=position)
    lines = class_challenges(world.classroom.id)
    decline(world, lines[0].id)

    found = class_challenges(world.classroom.id)

    assert [line.state for line in found] == ["open", "open", "declined"]
    assert [line.item_id for line in found] == ["who-reads", "what-pulls", "bare-flats"]
    of_item = challenges_of_item(world.classroom.id, "tides", "who-reads")
    assert [line.words for line in of_item] == [WORDS]


def test_challenge_of_somebody_who_left_or_was_erased_goes_on(
    world: ClassWorld, attempt: str, time: time_machine.Traveller
):
    challenge(world, attempt)
    challenge(world, attempt, position=2)
    ada = world.learner_ids[0]
    first, second = sorted(
        class_challenges(world.classroom.id), key=lambda line: line.item_id, reverse=True
    )
    time.shift(timedelta(minutes=1))
    with write_transaction() as tx:
        enrolment = tx.query(Enrolment).filter_by(user_id=ada).one()
        enrolment.left_at = clock.now()

    decline(world, first.id)
    public_id = attempt_with(attempt).user.public_id
    erase_learner(world.classroom.id, public_id, world.teacher_id, clock.now())

    case = case_of(world, first.id)
    assert (case.line.words, case.quote, case.line.learner) == ("", None, "Former learner")
    assert [line.id for line in class_challenges(world.classroom.id)] == [first.id]
    assert second.id != first.id
    assert all_rows(Attempt)
