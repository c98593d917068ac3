"""The class in the README's pictures: who is in it, and how it works for two weeks.

People and days are the same each time; the order of questions, and with it some marks, is not.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from quizapp.accounts import signing_up
from quizapp.banks.shelf import bank_shelf, published_bank
from quizapp.classes.classrooms import NewClassroom, classroom_taught_by, create_classroom
from quizapp.classes.joining import join, open_joining
from quizapp.domain.drills.posing import asked_question
from quizapp.domain.items.content import Question, from_json
from quizapp.domain.memory import Rating
from quizapp.domain.memory.plan.pace import Form
from quizapp.memory.plan_items import key_of
from quizapp.models import Attempt, AttemptItem
from quizapp.models.people import Role
from quizapp.practice.rating import GivenRating, rate_card
from quizapp.practice.session import session_of
from quizapp.practice.showing_cards import shown_card
from quizapp.taking.responding import GivenResponse, record_response
from quizapp.taking.starting import start_attempt
from quizapp.web import clock
from quizapp.web.extensions import db

DAYS = 14
TEACHER = "tove"


@dataclass(frozen=True)
class Learner:
    """An invented learner: how likely an answer is right, and which quizzes were taken when."""

    user_name: str
    name: str
    knows: float
    quizzes: tuple[tuple[int, str], ...]
    reviews_cards: bool = False


BEFORE_READING = "check-in"
FIRST_WEEK = ((13, BEFORE_READING), (12, "retaking"), (10, "why-mosul"))
LENA = Learner(
    "lena",
    "Lena Okafor",
    0.72,
    (*FIRST_WEEK, (7, "ahead"), (4, "people"), (2, "mixed")),
    reviews_cards=True,
)
CLASS = (
    LENA,
    Learner("amir", "Amir Haddad", 0.85, (*FIRST_WEEK, (7, "ahead"), (5, "people"))),
    Learner("chiara", "Chiara Conti", 0.6, (*FIRST_WEEK, (6, "people"))),
    Learner("david", "David Lindqvist", 0.45, FIRST_WEEK[:2]),
    Learner("eun-ji", "Eun-ji Park", 0.9, (*FIRST_WEEK, (9, "ahead"), (3, "people"))),
    Learner("jonas", "Jonas Weber", 0.55, (*FIRST_WEEK, (11, "retaking"))),
    Learner("maria", "María Fuentes", 0.7, (FIRST_WEEK[0], FIRST_WEEK[2], (5, "ahead"))),
    Learner("samuel", "Samuel Mensah", 0.65, FIRST_WEEK),
)


def play_two_weeks(password: str) -> None:
    """Let the class work, one day after the other, until yesterday."""
    now, dice = clock.now(), random.Random(7)  # noqa: S311  reproducible dice
    bank_shelf().look(now)
    start = now - timedelta(days=DAYS)
    teacher_id = signing_up.create_user(TEACHER, "Tove Berg", password, Role.TEACHER, start)
    ids = {
        learner: signing_up.create_user(
            learner.user_name, learner.name, password, Role.LEARNER, start
        )
        for learner in CLASS
    }
    room = create_classroom(NewClassroom("Class 7b", "Europe/Berlin"), teacher_id, start)
    code = open_joining(classroom_taught_by(room, teacher_id).id, teacher_id, start)
    for user_id in ids.values():
        join(code, user_id, start)
    for days_ago in range(DAYS, 0, -1):
        moment = now - timedelta(days=days_ago, minutes=dice.randrange(120))
        for learner, user_id in ids.items():
            for day, quiz_id in learner.quizzes:
                if day == days_ago:
                    knows = learner.knows / (2 if quiz_id == BEFORE_READING else 1)
                    take_quiz(user_id, quiz_id, knows, moment, dice)
            if learner.reviews_cards:
                review_cards(user_id, learner.knows, moment, dice)


def take_quiz(
    user_id: int, quiz_id: str, knows: float, moment: datetime, dice: random.Random
) -> None:
    """Take a quiz to its end, knowing a share of the answers."""
    published = published_bank()
    quiz = published.bank.quizzes[quiz_id]
    attempt_id = start_attempt(published, quiz, user_id, replace(clock.moment(), now=moment))
    attempt = db.session.scalars(select(Attempt).where(Attempt.public_id == attempt_id)).one()
    responses = [response_to(item, knows, dice) for item in attempt.items]
    for response in responses:
        at = moment + timedelta(seconds=25 * response.position)
        record_response(attempt_id, user_id, response, replace(clock.moment(), now=at))


def response_to(item: AttemptItem, knows: float, dice: random.Random) -> GivenResponse:
    """The key, or now and then a distractor, or the word that one does not know."""
    question = asked_question(from_json(item.revision.content), item.arrangement)
    keys = [option.id for option in question.options if option.is_key]
    order = item.arrangement.option_ids
    right = tuple(number for number, option_id in enumerate(order, 1) if option_id in keys)
    wrong = [(number,) for number in range(1, len(order) + 1) if number not in right]
    if question.is_typed:
        return _typed_response(item.position, question, knows, dice)
    if question.has_parts:
        parts = keys if question.mode == "order" else [prompt.key for prompt in question.prompts]
        right = tuple(order.index(option_id) + 1 for option_id in parts)
        wrong = [right[1:] + right[:1]]
    if dice.random() < knows:
        return GivenResponse(item.position, right, is_unsure=dice.random() < 0.1)
    if dice.random() < 0.25:
        return GivenResponse(item.position, (), is_unknown=True)
    return GivenResponse(item.position, dice.choice(wrong))


def _typed_response(
    position: int, question: Question, knows: float, dice: random.Random
) -> GivenResponse:
    if dice.random() < knows:
        return GivenResponse(position, (), text=question.options[0].text)
    wrong = [option.text for option in question.options if not option.is_key]
    text = dice.choice([*wrong, "7"])
    return GivenResponse(position, (), text=text, is_unsure=True)


def review_cards(user_id: int, knows: float, moment: datetime, dice: random.Random) -> None:
    """Go over the cards that the day's plan asks, each once."""
    published = published_bank()
    learning = replace(clock.moment(), now=moment)
    session = session_of(user_id, [published.bank], learning)
    for ask in [ask for ask in session.asks if ask.form is Form.CARD]:
        item_id = key_of(ask.item).item_id
        card = shown_card(user_id, published.bank, item_id, session.terms)
        rating = Rating.GOOD if dice.random() < knows + 0.1 else Rating.AGAIN
        given = GivenRating(item_id, card.sequence, rating)
        rate_card(published, user_id, given, replace(clock.moment(), now=moment))
        moment += timedelta(seconds=12)
