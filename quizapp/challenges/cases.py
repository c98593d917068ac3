"""A class's challenges as its teachers read them: a list, and one with all that bears on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.analysis.item_statistics import ItemStatistics, item_statistics
from quizapp.attempts.looking_back import item_look_back
from quizapp.attempts.same_words import (
    Group,
    Typed,
    group_of,
    saying_the_same,
    ways_typed,
)
from quizapp.domain.bank import Bank
from quizapp.domain.bank.pictures import with_standing_pictures
from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.challenges import find_phrase
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.drills.posing import asked_question
from quizapp.domain.drills.typed import is_typed_right, with_answer
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import ItemContent, Question, Quote, from_json
from quizapp.models import AttemptItem, Challenge, User
from quizapp.models.challenges import challenge_in, challenges_in
from quizapp.web.extensions import db

MOST_LISTED = 500


@dataclass(frozen=True)
class ChallengeLine:
    """A challenge in a list: who, of which question of which quiz, and what has become of it.

    Those that say “I meant the same” of the same words are one line: of how many learners, and
    `learner` is one of them.
    """

    id: str
    learner: str
    bank_id: str
    item_id: str
    item_type: str
    stem: str
    quiz_title: str
    words: str
    state: str
    made_at: datetime
    decided_at: datetime | None
    is_meant_same: bool = False
    learner_count: int = 1


@dataclass(frozen=True)
class MeantSame:
    """What learners typed who say that they meant the same.

    Attributes:
        ways: The texts, and how many typed each, the commonest first.
        learners: The names of those who say so.
        is_right_now: Whether the bank of today takes it as right.
    """

    ways: Typed
    learners: tuple[str, ...]
    is_right_now: bool


@dataclass(frozen=True)
class ChallengeCase:
    """A challenge with everything that speaks for and against it.

    Attributes:
        line: Who made it, of which question, and what has become of it.
        phrase: The words marked in the article.
        remedy: What is to be done, if it was accepted.
        reply: What the learner was told.
        decider: Who has decided; None while nobody has, or if their account is gone.
        look: The question with its key, and what the learner chose.
        content: The item as it was asked.
        quote: The words marked, within their passage; None where the article no longer has them.
        statistics: What learners made of the item as it was asked.
        others: Other challenges of the same item in this class.
        is_here: Whether the bank still has the item.
        is_changed: Whether it is marked otherwise today than when it was asked.
        meant: What was typed, where that is said to mean the same.
    """

    line: ChallengeLine
    phrase: str
    remedy: str | None
    reply: str | None
    decider: str | None
    look: LookBack
    content: ItemContent
    quote: Quote | None
    statistics: ItemStatistics
    others: tuple[ChallengeLine, ...]
    is_here: bool
    is_changed: bool
    meant: MeantSame | None


def class_challenges(classroom_id: int) -> list[ChallengeLine]:
    """The challenges of a class, open ones first; of very many, the first `MOST_LISTED`."""
    return _lines(db.session.scalars(challenges_in(classroom_id).limit(MOST_LISTED)))


def challenges_of_item(classroom_id: int, bank_key: str, item_key: str) -> list[ChallengeLine]:
    """The challenges of one item by learners of a class, open ones first. One query."""
    query = challenges_in(classroom_id).where(
        Challenge.bank_key == bank_key, Challenge.item_key == item_key
    )
    return _lines(db.session.scalars(query.limit(MOST_LISTED)))


def challenge_case(
    classroom_id: int, challenge_id: str, banks: Mapping[str, Bank]
) -> ChallengeCase:
    """A challenge by a learner of the class; `banks` are those of the server, by id.

    Raises:
        NotFound: no learner of this class made it.
    """
    challenge = db.session.scalar(challenge_in(classroom_id, challenge_id))
    if challenge is None:
        raise NotFound
    bank, item = banks.get(challenge.bank_key), challenge.attempt_item
    content = from_json(item.revision.content)
    alike = saying_the_same(db.session, classroom_id, challenge)
    others = challenges_of_item(classroom_id, challenge.bank_key, challenge.item_key)
    decider = db.session.get(User, challenge.decider_id) if challenge.decider_id else None
    is_here = bank is not None and challenge.item_key in bank.items
    return ChallengeCase(
        line=_line(challenge),
        phrase=challenge.phrase,
        remedy=challenge.remedy,
        reply=challenge.reply,
        decider=decider.display_name if decider else None,
        look=item_look_back(item.id),
        content=content,
        quote=_quote(challenge, bank),
        statistics=item_statistics(challenge.bank_key, content),
        others=tuple(line for line in others if line.id not in {each.public_id for each in alike}),
        is_here=is_here,
        is_changed=bank is not None and is_here and _is_changed(item, bank),
        meant=_meant(alike, bank) if challenge.is_meant_same else None,
    )


def _lines(rows: Iterable[Challenge]) -> list[ChallengeLine]:
    groups: dict[Group, list[Challenge]] = {}
    for row in rows:
        groups.setdefault(group_of(row), []).append(row)
    return [replace(_line(alike[0]), learner_count=len(alike)) for alike in groups.values()]


def _meant(alike: list[Challenge], bank: Bank | None) -> MeantSame:
    ways, asked = ways_typed(alike), _asked_today(bank, alike[0].item_key)
    return MeantSame(
        ways=ways,
        learners=tuple(each.user.display_name for each in alike),
        is_right_now=asked is not None and bool(ways) and _still_wrong(asked, ways) is None,
    )


def still_wrong(case: ChallengeCase, bank: Bank, answer: str) -> str | None:
    """What was typed and would be wrong all the same if this answer counted; None if nothing."""
    asked = _asked_today(bank, case.line.item_id)
    if asked is None or case.meant is None:
        return None
    return _still_wrong(with_answer(asked, answer), case.meant.ways)


def _asked_today(bank: Bank | None, item_key: str) -> Question | None:
    """The question of an item whose answer is typed, as the bank has it."""
    if bank is None or item_key not in bank.items:
        return None
    return next((each for each in bank.content_of(item_key).questions if each.is_typed), None)


def _still_wrong(question: Question, ways: Typed) -> str | None:
    return next((text for text, _ in ways if not is_typed_right(question, (text,))), None)


def _line(row: Challenge) -> ChallengeLine:
    item = row.attempt_item
    content = from_json(item.revision.content)
    return ChallengeLine(
        id=row.public_id,
        learner=row.user.display_name,
        bank_id=row.bank_key,
        item_id=row.item_key,
        item_type=content.type,
        stem=asked_question(content, item.arrangement).stem,
        quiz_title=item.attempt.quiz_title,
        words=row.words,
        state=row.state,
        made_at=row.made_at,
        decided_at=row.decided_at,
        is_meant_same=row.is_meant_same,
    )


def _quote(challenge: Challenge, bank: Bank | None) -> Quote | None:
    if bank is None or not challenge.phrase or challenge.section_key is None:
        return None
    passage_id = f"{challenge.section_key}-{challenge.passage}"
    found = find_phrase(bank.article, challenge.phrase, passage_id)
    return found and with_standing_pictures(found, bank.pictures)


def _is_changed(item: AttemptItem, bank: Bank) -> bool:
    return marking_hash(bank.content_of(item.item_key)) != item.revision.marking_hash
