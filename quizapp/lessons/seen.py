"""What a lesson shows: to a learner's phone, and to the wall.

Neither has a field for a count by options or for a key before they are to be seen: `PosedItem` has
none, and `look` and `reveal` are None until the teacher shows the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from quizapp.domain.drills.looking_back import LookBack, RecordedResponse, look_back
from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.posing import PosedItem, arranged_options, posed_item
from quizapp.domain.drills.words import OWN, Words
from quizapp.domain.errors import NotFound
from quizapp.domain.lessons.phases import FIRST, SECOND, Phase
from quizapp.domain.lessons.votes import VoteCount, vote_count
from quizapp.domain.live import FEWEST_SHOWN
from quizapp.lessons.asked import Asked, asked_in, attended, with_question
from quizapp.lessons.seats import Voter
from quizapp.lessons.standing import CountedStanding, Standing, poll_counted
from quizapp.models import Lesson, LessonVote
from quizapp.models.lessons import votes_on
from quizapp.web.extensions import db


@dataclass(frozen=True)
class OwnVote:
    """What somebody has voted: the numbers of options as shown; none is "I don't know"."""

    numbers: tuple[int, ...]

    @property
    def is_unknown(self) -> bool:
        """Whether it says "I don't know"."""
        return not self.numbers


@dataclass(frozen=True)
class ShownOption:
    """An option on the wall, once the answer is shown.

    `before` and `after` are how many chose it; None where too few voted to be shown, or nobody
    voted again.
    """

    number: int
    text: str
    is_key: bool
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Reveal:
    """The answer as all see it: before, after, the passage and the feedback.

    Attributes:
        look: The key, the feedback of each option, the explanation and the passage.
        options: The options in the order shown, with both votes.
        before: The first vote; None where so few voted that one could be told from another.
        after: The second; None also where there was none.
    """

    look: LookBack
    options: tuple[ShownOption, ...]
    before: VoteCount | None
    after: VoteCount | None


@dataclass(frozen=True)
class PhoneView:
    """A lesson on a learner's phone.

    Attributes:
        standing: Where the class is.
        title: Of the lesson.
        item: The question of the moment; None before the first, and after the end.
        is_solo: Whether it is answered alone, after a discussion of its passage.
        own: What they voted in the round that is open or was closed last; None if they did not.
        first: What they voted before the discussion.
        look: The answer, with their last vote; None until it is shown.
    """

    standing: Standing
    title: str
    item: PosedItem | None = None
    is_solo: bool = False
    own: OwnVote | None = None
    first: OwnVote | None = None
    look: LookBack | None = None


@dataclass(frozen=True)
class WallView:
    """A lesson on the wall: no names; counts and key only in `reveal`, once the answer is shown."""

    standing: CountedStanding
    title: str
    code: str | None
    item: PosedItem | None = None
    is_solo: bool = False
    reveal: Reveal | None = None


def phone_view(lesson_id: str, voter: Voter, words: Words = OWN) -> PhoneView:
    """The lesson for somebody who is in it: whoever was away is where the class is. Two queries.

    Raises:
        NotFound: there is no such lesson, or it is not for them.
    """
    lesson = attended(lesson_id, voter)
    asked, standing = lesson.asked, lesson.standing
    if asked is None:
        return PhoneView(standing, lesson.title)
    votes = _votes_of(asked, lesson.seat_id)
    last = votes.get(SECOND, votes.get(FIRST))
    is_shown = standing.phase is Phase.REVEALED
    own = last if is_shown else votes.get(standing.phase.last_round)
    return PhoneView(
        standing=standing,
        title=lesson.title,
        item=posed(asked, words),
        is_solo=asked.is_solo,
        own=_own(asked, own),
        first=_own(asked, votes.get(FIRST)),
        look=_own_look(asked, last, words) if is_shown else None,
    )


def wall_view(classroom_id: int, lesson_id: str) -> WallView:
    """The lesson for the wall. Two queries, and one more once the answer is shown.

    Raises:
        NotFound: the lesson is not of this classroom.
    """
    standing = poll_counted(classroom_id, lesson_id)
    query = with_question().add_columns(Lesson.code).where(Lesson.public_id == lesson_id)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    if row.sequence != standing.sequence:
        # The class has gone on between the two looks: the key of a new question is not shown yet.
        return wall_view(classroom_id, lesson_id)
    asked = asked_in(row)
    if asked is None:
        return WallView(standing, row.title, row.code)
    return WallView(
        standing=standing,
        title=row.title,
        code=row.code,
        item=posed(asked),
        is_solo=asked.is_solo,
        reveal=_reveal(asked) if standing.phase is Phase.REVEALED else None,
    )


def posed(asked: Asked, words: Words = OWN) -> PosedItem:
    """The question as it is shown before the answer is."""
    return posed_item(
        asked.content, asked.arrangement, position=asked.number, total=asked.total, words=words
    )


def shown_look(
    asked: Asked, response: RecordedResponse | None = None, words: Words = OWN
) -> LookBack:
    """The question with its answer."""
    return look_back(
        asked.content,
        asked.arrangement,
        position=asked.number,
        total=asked.total,
        response=response,
        shown_in=words.version,
        words=words,
    )


def counts_of(asked: Asked) -> tuple[VoteCount, VoteCount]:
    """How the first and the second vote on a question spread. One query."""
    rounds: dict[int, list[list[str]]] = {FIRST: [], SECOND: []}
    for number, _seat, chosen in db.session.execute(votes_on(asked.id)):
        rounds[number].append(chosen)
    return vote_count(asked.question, rounds[FIRST]), vote_count(asked.question, rounds[SECOND])


def _votes_of(asked: Asked, seat_id: int | None) -> dict[int, list[str]]:
    if seat_id is None:
        return {}
    query = select(LessonVote.round, LessonVote.chosen).where(
        LessonVote.question_id == asked.id, LessonVote.seat_id == seat_id
    )
    return {row.round: row.chosen for row in db.session.execute(query)}


def _own(asked: Asked, chosen: list[str] | None) -> OwnVote | None:
    if chosen is None:
        return None
    shown = enumerate(asked.arrangement.option_ids, start=1)
    return OwnVote(tuple(number for number, option_id in shown if option_id in chosen))


def _own_look(asked: Asked, chosen: list[str] | None, words: Words) -> LookBack:
    if chosen is None:
        return shown_look(asked, words=words)
    earned = mark(asked.question, chosen)
    response = RecordedResponse(chosen, earned, is_unknown=not chosen)
    return shown_look(asked, response, words)


def _reveal(asked: Asked) -> Reveal:
    before, after = (_shown(each) for each in counts_of(asked))
    options = arranged_options(asked.question, asked.arrangement)
    return Reveal(
        look=shown_look(asked),
        options=tuple(
            ShownOption(
                number,
                option.text,
                option.is_key,
                before.counts.get(option.id, 0) if before else None,
                after.counts.get(option.id, 0) if after else None,
            )
            for number, option in enumerate(options, start=1)
        ),
        before=before,
        after=after,
    )


def _shown(count: VoteCount) -> VoteCount | None:
    return count if count.n >= FEWEST_SHOWN else None
