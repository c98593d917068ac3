"""A person's attempts and cards as plain data, without what the person must not know yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.drills.matches import chosen_texts
from quizapp.domain.items.content import ItemContent, Question, from_json
from quizapp.domain.memory import Rating
from quizapp.models import (
    Attempt,
    AttemptItem,
    Card,
    Regrade,
    RegradedMark,
    Response,
    Review,
)
from quizapp.models.attempts import AttemptKind
from quizapp.models.held_keys import at, ended, keys_held
from quizapp.models.memory import LOG_ORDER
from quizapp.web.extensions import db

Facts = dict[str, Any]
Hidden = frozenset[tuple[str, str]]
"""Bank and item of all whose keys the person must not know yet."""


def told(moment: datetime | None) -> str | None:
    """A moment as data: in UTC, to the second."""
    return None if moment is None else moment.isoformat(timespec="seconds")


def held_attempts(user_id: int, now: datetime) -> frozenset[int]:
    """The ids of the attempts of which the person may know no mark yet.

    They wait for a class to be done, or are running and show what was right at the end.
    """
    when = at(now)
    waits = Attempt.feedback_mode != FeedbackTime.AFTER_EACH
    rows = db.session.scalars(
        select(Attempt.id).where(
            Attempt.user_id == user_id, keys_held(when) | (waits & ~ended(when))
        )
    )
    return frozenset(rows)


def attempts_in_words(user_id: int, hidden: Hidden, held: frozenset[int]) -> list[Facts]:
    """All attempts with what was asked, what was chosen, and the marks. Five queries."""
    attempts = db.session.scalars(
        select(Attempt)
        .options(
            joinedload(Attempt.assignment),
            selectinload(Attempt.items).joinedload(AttemptItem.revision),
            selectinload(Attempt.items).joinedload(AttemptItem.response),
        )
        .where(Attempt.user_id == user_id)
        .order_by(Attempt.id)
    ).all()
    regrades = _regrades(user_id)
    return [_attempt(each, regrades, hidden, is_held=each.id in held) for each in attempts]


def cards_in_words(user_id: int, hidden: Hidden, held: frozenset[int]) -> list[Facts]:
    """All cards with their reviews; of items that are still asked, only that there is a card."""
    reviews: dict[int, list[tuple[Review, int | None]]] = defaultdict(list)
    rows = db.session.execute(
        select(Review, AttemptItem.attempt_id)
        .join(Card, Card.id == Review.card_id)
        .outerjoin(Response, Response.id == Review.response_id)
        .outerjoin(AttemptItem, AttemptItem.id == Response.attempt_item_id)
        .where(Card.user_id == user_id)
        .order_by(Review.card_id, *LOG_ORDER)
    )
    for review, attempt_id in rows:
        reviews[review.card_id].append((review, attempt_id))
    cards = db.session.scalars(select(Card).where(Card.user_id == user_id).order_by(Card.id))
    return [_card(card, reviews[card.id], hidden, held) for card in cards]


def _regrades(user_id: int) -> Mapping[int, list[tuple[RegradedMark, Regrade]]]:
    """By attempt's item: what regrades decided, in their order."""
    rows = db.session.execute(
        select(RegradedMark, Regrade)
        .join(Regrade, Regrade.id == RegradedMark.regrade_id)
        .join(AttemptItem, AttemptItem.id == RegradedMark.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.user_id == user_id)
        .order_by(RegradedMark.id)
    )
    regrades: dict[int, list[tuple[RegradedMark, Regrade]]] = defaultdict(list)
    for mark, event in rows:
        regrades[mark.attempt_item_id].append((mark, event))
    return regrades


def _attempt(
    attempt: Attempt,
    regrades: Mapping[int, list[tuple[RegradedMark, Regrade]]],
    hidden: Hidden,
    *,
    is_held: bool,
) -> Facts:
    facts: Facts = {
        "id": attempt.public_id,
        "bank": attempt.bank_key,
        "quiz": attempt.quiz_title,
        "kind": attempt.kind,
        "assignment": attempt.assignment.title if attempt.assignment else None,
        "form": attempt.form,
        "started_at": told(attempt.started_at),
        "deadline_at": told(attempt.deadline_at),
        "finished_at": told(attempt.finished_at),
    }
    if is_held:
        facts["withheld"] = True
    else:
        facts["score"] = attempt.current_score
        facts["recorded_score"] = attempt.score
        facts["max_score"] = attempt.max_score
    is_preview = attempt.kind == AttemptKind.PREVIEW
    facts["questions"] = [
        _question(
            item,
            regrades.get(item.id, []),
            is_told=not (is_held or (attempt.bank_key, item.item_key) in hidden),
        )
        for item in attempt.items
        if not is_preview
    ]
    return facts


def _question(
    item: AttemptItem, regrades: Iterable[tuple[RegradedMark, Regrade]], *, is_told: bool
) -> Facts:
    question = content_of(item.revision.content).questions[item.question]
    facts: Facts = {
        "position": item.position,
        "question": question.stem,
        "answer": _answer(item.response, question),
    }
    if not is_told:
        facts["withheld"] = True  # with the item's id, which may well be the answer
        return facts
    facts["item"] = item.item_key
    if item.response is not None:
        facts["mark"], facts["max_mark"] = item.response.mark, item.response.max_mark
        facts["counted"] = item.response.counted
    facts["regrades"] = [
        {
            "made_at": told(event.made_at),
            "rule": event.rule,
            "mark": mark.mark,
            "counted": mark.counted,
            "counted_before": mark.previous,
            "note": event.note,
        }
        for mark, event in regrades
    ]
    return facts


def _answer(response: Response | None, question: Question) -> Facts | None:
    if response is None:
        return None
    return {
        "chosen": _texts_of(response.chosen, question),
        "did_not_know": response.is_unknown,
        "was_unsure": response.is_unsure,
        "confidence": response.confidence,  # 1: guessing, 2: not quite sure, 3: sure
        "saw_the_hint": response.is_hinted,
        "read_in_version": response.version,
        "chosen_at_second_try": _texts_of(response.second_chosen, question),
        "given_at": told(response.responded_at),
        "tried_again_at": told(response.second_at),
    }


def _texts_of(chosen: list[str] | None, question: Question) -> list[str] | None:
    return None if chosen is None else list(chosen_texts(question, chosen))


def _card(
    card: Card,
    reviews: Iterable[tuple[Review, int | None]],
    hidden: Hidden,
    held: frozenset[int],
) -> Facts:
    facts: Facts = {"bank": card.bank_key, "since": told(card.created_at)}
    looks = list(reviews)
    is_held = any(attempt_id in held for _, attempt_id in looks)
    if is_held or (card.bank_key, card.item_key) in hidden:
        facts["withheld"] = True
        return facts
    return facts | {
        "item": card.item_key,
        "remembered_on": card.remembered_on.isoformat() if card.remembered_on else None,
        "reviewed_at": told(card.reviewed_at),
        "stability_days": card.stability,
        "difficulty": card.difficulty,
        "forgotten_at": told(card.forgotten_at),
        "reviews": [
            {
                "at": told(review.reviewed_at),
                "rating": Rating(review.rating).name.lower() if review.rating else None,
                "source": review.source,
                "learning_day": review.day.isoformat(),
                "seconds": review.seconds,
                "chance_predicted": review.predicted,
                "taken_back_at": told(review.retracted_at),
            }
            for review, _ in looks
        ],
    }


@lru_cache(maxsize=1024)
def content_of(text: str) -> ItemContent:
    """What a revision says."""
    return from_json(text)
