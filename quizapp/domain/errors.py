"""What can go wrong in the app's own terms. Each error carries facts, not sentences."""

from __future__ import annotations


class QuizappError(Exception):
    """Something the app refuses; `quizapp/errors.py` says how a page tells it."""


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


class AttemptRunning(QuizappError):
    """The attempt has not ended yet, so its keys are not to be practised."""


class UserNameTaken(QuizappError):
    """Somebody else has this user name."""


class WrongPassword(QuizappError):
    """The user name and password do not belong together."""


class SetupTokenSpent(QuizappError):
    """The one-time link is unknown, used or past its hour."""


class UnusableChoice(QuizappError):
    """What was chosen cannot be a response: nothing, too many, or not among the options."""
