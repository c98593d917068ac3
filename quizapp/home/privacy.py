"""What is kept about learners, why and for how long: the facts of the one page for parents."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from quizapp.accounts.own_sessions import IDLE_LIFETIME
from quizapp.accounts.sessions import GUEST_LIFETIME, LIFETIME
from quizapp.classes.login_slips import LIFETIME as CODE_LIFETIME
from quizapp.domain.thinning import USUAL
from quizapp.models.retention import GUESTS_KEPT


@dataclass(frozen=True)
class KeptFact:
    """Something that is kept, what for, how long; and in which tables it lies."""

    what: LazyString
    why: LazyString
    how_long: LazyString
    tables: frozenset[str]


_WITH_THE_PERSON = _l("Until the learner is deleted.")

KEPT_FACTS = (
    KeptFact(
        _l("The name and, for those who have an account, a user name and a password."),
        _l("So that the teacher knows who answered, and nobody else gets in."),
        _l("Until the learner is deleted. The password is kept so that nobody can read it."),
        frozenset({"users"}),
    ),
    KeptFact(
        _l("An e-mail address, where a learner gives one."),
        _l("To send reminders about quizzes. Nothing else is sent, and nobody else sees it."),
        _l("Until the learner takes it out."),
        frozenset({"users"}),
    ),
    KeptFact(
        _l("The classes, and other dates or more time that a teacher has given."),
        _l("So that everybody gets the quizzes of their class, in the time they need."),
        _l("Until the learner is deleted. What help it was goes with the class's names as well."),
        frozenset({"enrolments", "assignment_exceptions", "learner_accommodations", "pair_halves"}),
    ),
    KeptFact(
        _l("The answers, with their times and marks, and what was corrected or set by hand."),
        _l("For the scores, and for the teacher to see what a class has not understood."),
        _l("Until the learner is deleted. Then the answers stay, and nobody knows whose."),
        frozenset({"attempts", "score_overrides"}),
    ),
    KeptFact(
        _l("What is remembered: each question, when it was seen, and when it comes back."),
        _l("To ask again what is about to be forgotten."),
        _l("As with the answers."),
        frozenset({"cards", "learner_drifts", "own_folds"}),
    ),
    KeptFact(
        _l("Votes in lessons that a teacher leads."),
        _l("To show a class what it thinks, before and after talking. Nobody is named."),
        _l("As with the answers. Of guests, nobody knows whose, once the lesson has ended."),
        frozenset({"lesson_seats"}),
    ),
    KeptFact(
        _l("Words: a challenge to a mark, a wish to be deleted, notes that a teacher keeps."),
        _l("So that somebody can decide, and help."),
        _l("Until the learner is deleted; notes of teachers also go with the class's names."),
        frozenset({"challenges", "deletion_requests", "learner_notes"}),
    ),
    KeptFact(
        _l("Notices and reminders."),
        _l("To say what was corrected, and what is due."),
        _WITH_THE_PERSON,
        frozenset({"notices", "reminders"}),
    ),
    KeptFact(
        _l("On which devices somebody is signed in: the kind of browser, since when, last used."),
        _l("To recognise the device, and to sign it out from another one."),
        _l(
            "%(idle)s hours after the last visit; %(days)s days where the learner wants to stay "
            "signed in; %(guest)s days for guests, and for learners who get in by codes.",
            idle=int(IDLE_LIFETIME.total_seconds() // 3600),
            days=LIFETIME.days,
            guest=GUEST_LIFETIME.days,
        ),
        frozenset({"login_sessions"}),
    ),
    KeptFact(
        _l("Codes to log in with, kept so that nobody can read them."),
        _l("For learners without a password."),
        _l("They work once, for %(days)s days.", days=CODE_LIFETIME.days),
        frozenset({"login_codes"}),
    ),
    KeptFact(
        _l("What teachers did in a class: who changed a score or a name, and when."),
        _l("So that nothing is changed in secret."),
        _l("As long as the class. Names of deleted learners are taken out of it."),
        frozenset({"audit_entries"}),
    ),
)

GUEST_DAYS = GUESTS_KEPT.days
BACKUP_MONTHS = USUAL.months
