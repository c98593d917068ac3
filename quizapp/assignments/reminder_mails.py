"""The e-mails of a reminder, to those learners who have given an address."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from quizapp.assignments.reminding import Reminded, Reminding
from quizapp.classes.facts import ClassFacts
from quizapp.web.filters import moment_in
from quizapp.web.mail_addresses import MailServer
from quizapp.web.mail_facts import Mail, Sent, Trouble

TROUBLES: Mapping[Trouble, LazyString] = {
    Trouble.UNREACHABLE: _l("The mail server cannot be reached: no e-mail was sent."),
    Trouble.NO_ANSWER: _l("The mail server did not answer in time, so not all e-mails were sent."),
    Trouble.LOG_IN: _l("The mail server refused its password: no e-mail was sent."),
    Trouble.ADDRESS: _l("The mail server refused an address; the others got theirs."),
    Trouble.SLOW: _l("The mail server was too slow to take all e-mails."),
    Trouble.REFUSED: _l("The mail server refused the e-mails."),
}
"""What a failing mail server is said to have done."""


def send_mails(classroom: ClassFacts, reminding: Reminding) -> Sent:
    """Send an e-mail to each who was reminded and has an address; nothing without a mail server."""
    server: MailServer | None = current_app.config["MAIL_SERVER"]
    mails = [
        _mail(classroom, reminding, learner) for learner in reminding.learners if learner.email
    ]
    if server is None or not mails:
        return Sent()
    from quizapp.web.mail import send  # most servers never send one

    return send(server, current_app.config["MAIL_FROM"], mails)


def _mail(classroom: ClassFacts, reminding: Reminding, learner: Reminded) -> Mail:
    return Mail(
        to=learner.email or "",
        subject=str(_("Not begun yet: %(title)s", title=reminding.title)),
        text="\n\n".join(_paragraphs(classroom, reminding, learner)) + "\n",
    )


def _paragraphs(classroom: ClassFacts, reminding: Reminding, learner: Reminded) -> list[str]:
    begin = url_for("taking.view_assignment", assignment_id=reminding.assignment_id, _external=True)
    account = url_for("accounts.account", _external=True)
    return [
        str(_("Hello %(name)s,", name=learner.name)),
        str(
            _(
                "you have not begun “%(title)s” in %(classroom)s.",
                title=reminding.title,
                classroom=classroom.title,
            )
        ),
        *_due(classroom, learner),
        str(_("Begin here: %(address)s", address=begin)),
        str(
            _(
                "Your teacher had this sent. Want no more e-mails? Remove your address here: "
                "%(address)s",
                address=account,
            )
        ),
    ]


def _due(classroom: ClassFacts, learner: Reminded) -> list[str]:
    if learner.due_at is None:
        return []
    moment = moment_in(learner.due_at, classroom.time_zone)
    return [str(_("It is due on %(moment)s.", moment=moment))]
