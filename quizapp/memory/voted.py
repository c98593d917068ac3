"""Votes in lessons taken into memory: first ones are answers, and second ones are none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from quizapp.domain.days import learning_day
from quizapp.domain.drills.marking import MAX_MARK, mark
from quizapp.domain.drills.posing import Arrangement, asked_question
from quizapp.domain.items.content import ItemContent
from quizapp.domain.memory import Moment
from quizapp.domain.memory.guesses import guess_at
from quizapp.domain.memory.updates import rating_if_known
from quizapp.memory.class_folds import mark_day_stale
from quizapp.memory.forms import checked_form
from quizapp.memory.remembering import CardOf, add_row, before_answer, has_seen_key, new_card
from quizapp.memory.terms import LearningTerms, terms_of
from quizapp.models import Card, Review
from quizapp.models.memory import ReviewSource, card_of
from quizapp.web.database import Transaction


@dataclass(frozen=True)
class VotedOn:
    """A question of a lesson that is over.

    Attributes:
        bank_key, content, arrangement, revision_id: What was asked.
        posed_at: When, and so by which key votes are marked.
        is_revealed: Whether the answer was shown to the class.
    """

    bank_key: str
    content: ItemContent
    arrangement: Arrangement
    revision_id: int | None
    posed_at: datetime
    is_revealed: bool


@dataclass(frozen=True)
class KeptVote:
    """A learner's vote; `is_first` if nothing had been discussed."""

    id: int
    user_id: int
    chosen: tuple[str, ...]
    voted_at: datetime
    is_first: bool


def remember_vote(tx: Transaction, asked: VotedOn, vote: KeptVote, moment: Moment) -> None:
    """Let a vote feed its learner's memory, as of when it was given.

    A first vote is an answer like any checked one. A second one is no recall: of it, only that the
    key was shown afterwards is noted, where that was not known. The learner's writes wait outside.
    """
    moment = replace(moment, now=vote.voted_at)
    of = CardOf(vote.user_id, asked.bank_key, asked.content.item_id)
    terms = terms_of(tx, of.user_id, moment)
    before = before_answer(tx, of)
    card = tx.scalar(card_of(*of)) or new_card(of, terms, before)
    if not vote.is_first:
        seen = _row(vote, terms, ReviewSource.KEY)
        add_row(tx, card, seen, terms, before.last_day)
        mark_day_stale(tx, of.user_id, of.bank_key, seen.day)  # a hidden miss may be one by now
        return
    review = _row(vote, terms, ReviewSource.VOTE)
    if has_seen_key(tx, card, of, terms):
        seen = Review(source=ReviewSource.KEY, day=review.day, reviewed_at=_just_before(vote))
        add_row(tx, card, seen, terms, before.last_day)
    _say_how_it_went(review, asked, vote, card)
    add_row(tx, card, review, terms, before.last_day)
    mark_day_stale(tx, of.user_id, of.bank_key, review.day)


def _row(vote: KeptVote, terms: LearningTerms, source: ReviewSource) -> Review:
    """A row of the learning day and moment of the vote, however late it is taken in."""
    day = learning_day(vote.voted_at, terms.zone)
    return Review(source=source, vote_id=vote.id, day=day, reviewed_at=vote.voted_at)


def _just_before(vote: KeptVote) -> datetime:
    return vote.voted_at - timedelta.resolution


def _say_how_it_went(review: Review, asked: VotedOn, vote: KeptVote, card: Card) -> None:
    question = asked_question(asked.content, asked.arrangement)
    guess = guess_at(question)
    review.mark = mark(question, vote.chosen) / MAX_MARK
    review.guess_chance, review.guess_mark = guess.chance, guess.mark
    review.rating = rating_if_known(is_unsure=False, is_hinted=False)
    review.item_revision_id = asked.revision_id
    review.begun_at = asked.posed_at
    review.form = checked_form(asked.content)
    review.is_key_held = not asked.is_revealed and card.state is None and review.mark <= 0
