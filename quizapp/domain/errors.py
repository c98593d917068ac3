"""What can go wrong in the app's own terms. Each error carries facts, not sentences."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.domain.bank.diagnostics import Finding


class QuizappError(Exception):
    """Something the app refuses; `quizapp/web/refusals.py` says how a page tells it."""


class NotFound(QuizappError):
    """It does not exist, or not for this person."""


class LogInNeeded(QuizappError):
    """It may well be theirs, but nobody is signed in."""


class Forbidden(QuizappError):
    """The person is known but has no right to it."""


class NoBank(QuizappError):
    """There has not been a valid bank on this server yet."""


class NothingToAsk(QuizappError):
    """No item is left that an attempt could ask."""


class TooFewItems(QuizappError):
    """The bank has too few items for so many forms that share none."""

    def __init__(self, wanted: int, forms: int) -> None:
        super().__init__(wanted, forms)
        self.wanted = wanted
        self.forms = forms


class AlreadyAnswered(QuizappError):
    """Another response to this item has been recorded, and the first one counts."""

    def __init__(self, attempt_id: str, position: int) -> None:
        super().__init__(attempt_id, position)
        self.attempt_id = attempt_id
        self.position = position


class AttemptFinished(QuizappError):
    """The attempt has ended; nothing more is recorded in it."""

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id


class OutOfTurn(QuizappError):
    """The attempt asks its items one after the other, and another one comes first."""

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id


class TimeOver(AttemptFinished):
    """The attempt's time was over before the response came; what was saved before is kept."""


class AttemptRunning(QuizappError):
    """The attempt has not ended yet, so its keys are not to be practised."""


class KeysHeld(QuizappError):
    """The attempt's keys are not shown before its assignment has closed for everybody."""

    def __init__(self, attempt_id: str) -> None:
        super().__init__(attempt_id)
        self.attempt_id = attempt_id


class QuizReserved(QuizappError):
    """The quiz is set for the learner and shows its keys later, so it is not taken freely now."""

    def __init__(self, assignment_id: str) -> None:
        super().__init__(assignment_id)
        self.assignment_id = assignment_id


class QuizSetInFormerClass(QuizappError):
    """The same, of a class that the learner has left: they could come back with the keys."""


class UserNameTaken(QuizappError):
    """Somebody else has this user name."""


class NameTaken(QuizappError):
    """Somebody else in a class of the learner's is called the same."""


class UnusableUserName(QuizappError):
    """Nobody can have this user name: `quizapp.accounts.credentials` says which can be had."""


class NamesThemselves(QuizappError):
    """Whoever has an own account, or is a guest, is renamed by nobody else."""


class NamedByTeachers(QuizappError):
    """A learner whom a class looks after is called what its teachers say."""


class GetsInOtherwise(QuizappError):
    """The learner has no codes but a password, or no password but codes, or neither."""


class TaughtElsewhere(QuizappError):
    """The account is used in classes of other teachers too: not for one class to decide about."""


class KnownLearner(QuizappError):
    """The server knows this learner: it has to be said that they are meant."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class WrongPassword(QuizappError):
    """The user name and password do not belong together."""


class SetupTokenSpent(QuizappError):
    """The one-time link is unknown, used or past its hour."""


class UnusableChoice(QuizappError):
    """What was chosen cannot be a response: nothing, too many, or not among the options."""


class EditConflict(QuizappError):
    """The bank's file is no longer the one that was opened: somebody else has written it."""

    def __init__(self, theirs: str, tag: str) -> None:
        super().__init__(tag)
        self.theirs = theirs
        self.tag = tag


class PictureRefused(Exception):
    """A file cannot be shown as a picture; the code of the finding says why."""

    def __init__(self, code: str, trouble: str) -> None:
        super().__init__(trouble)
        self.code = code
        self.trouble = trouble


class BankRefused(QuizappError):
    """The text is no bank: it has errors, and the last good bank stays."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(len(findings))
        self.findings = findings


class FileTrouble(StrEnum):
    """Why a bank's file could not be read or written."""

    MISSING = "missing"
    NO_FOLDER = "no-folder"
    NOT_ALLOWED = "not-allowed"
    DISK_FULL = "disk-full"
    NOT_TEXT = "not-text"
    TOO_LARGE = "too-large"
    BUSY = "busy"
    OTHER = "other"


class BankFileTrouble(QuizappError):
    """The bank's file could not be read or written, and nothing was changed."""

    def __init__(self, trouble: FileTrouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


class DryRunOutdated(QuizappError):
    """What a regrade would do is no longer what was shown."""


class NothingToRegrade(QuizappError):
    """No recorded mark would change."""


class AssignmentClosed(QuizappError):
    """The assignment is not open for this learner: not yet, or no longer."""


class QuizFixed(QuizappError):
    """The quiz of an assignment cannot be another one: it was begun, or is half of a pair."""


class AlreadyBegun(QuizappError):
    """What was set cannot simply be taken back: somebody has begun it."""


class NoAttemptLeft(QuizappError):
    """The learner has used all attempts that the assignment allows."""


class ClassroomArchived(QuizappError):
    """The class is over: nothing new is set in it, and nobody joins."""


class WrongCode(QuizappError):
    """No running class, or no learner, has this code now."""


class TeachersDontJoin(QuizappError):
    """Whoever teaches is nobody's learner: a join code is not for them."""


class LastTeacher(QuizappError):
    """A classroom keeps one teacher at least."""


class NotATeacher(QuizappError):
    """Nobody with this user name is a teacher."""


class PhraseNotThere(QuizappError):
    """The words marked are not where they are said to be.

    `headings` name the sections that have them: none, another one, or several places. `is_of_note`
    says that only a note of the bank has them.
    """

    def __init__(self, headings: tuple[str, ...], *, is_of_note: bool = False) -> None:
        super().__init__(headings)
        self.headings = headings
        self.is_of_note = is_of_note


class AlreadyChallenged(QuizappError):
    """The learner has challenged this item of the attempt before, and that one holds."""

    def __init__(self, attempt_id: str, position: int) -> None:
        super().__init__(attempt_id, position)
        self.attempt_id = attempt_id
        self.position = position


class ChallengeDecided(QuizappError):
    """Somebody has decided on the challenge already, and the first decision holds."""


class RemedyDoesNotFit(QuizappError):
    """A challenge of what was typed is accepted with a variant, and no other challenge is."""


class OverrideConflict(QuizappError):
    """The score has been set by hand by somebody else since the page was opened."""


class MoveNotNow(QuizappError):
    """The lesson cannot go there from where it is."""

    def __init__(self, phase: str, move: str) -> None:
        super().__init__(phase, move)
        self.phase = phase
        self.move = move


class LessonMoved(QuizappError):
    """The lesson has gone on since the page was sent that this came from: see where it is."""

    def __init__(self, lesson_id: str, sequence: int, phase: str) -> None:
        super().__init__(lesson_id, sequence, phase)
        self.lesson_id = lesson_id
        self.sequence = sequence
        self.phase = phase


class VoteOver(LessonMoved):
    """The vote that this belongs to is over, and nothing of it was changed."""


class NothingToVoteOn(QuizappError):
    """The question is of a kind that a class cannot vote on, or is not in the bank."""
