"""E-mail, where the host has set up a mail server; without one nothing is ever sent.

Messages are sent outside of transactions: a mail server may take its time, and may fail.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
import time
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from quizapp.web.mail_addresses import MailServer
from quizapp.web.mail_facts import Mail, Sent, Trouble

TIMEOUT = 10.0
"""Seconds to wait for one answer of the mail server."""

MOST_SECONDS = 30.0
"""A press of a button waits no longer than this for all of them."""

log = logging.getLogger(__name__)


def send(server: MailServer, sender: str, mails: Sequence[Mail]) -> Sent:
    """Hand the e-mails in, in one connection, and say which were taken."""
    taken: set[str] = set()
    try:
        with _connected(server) as connection:
            trouble = _hand_in(connection, sender, mails, taken)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("The mail server %s did not take e-mails: %s", server.host, error)
        trouble = _trouble(error)
    return Sent(frozenset(taken), trouble)


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.is_tls:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        connection.ehlo_or_helo_if_needed()
        if connection.has_extn("starttls"):
            connection.starttls(context=context)
        elif server.user:
            connection.close()
            raise smtplib.SMTPNotSupportedError("it takes the password only unencrypted")
    if server.user:
        connection.login(server.user, server.password)
    return connection


def _hand_in(
    connection: smtplib.SMTP, sender: str, mails: Sequence[Mail], taken: set[str]
) -> Trouble | None:
    """Hand in one after the other; an address that is refused keeps the others from nothing."""
    trouble, until = None, time.monotonic() + MOST_SECONDS
    for mail in mails:
        if time.monotonic() > until:
            return Trouble.SLOW
        try:
            connection.send_message(_message(sender, mail), sender, [mail.to])
            taken.add(mail.to)
        except smtplib.SMTPRecipientsRefused:
            trouble = Trouble.ADDRESS
    return trouble


def _message(sender: str, mail: Mail) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, mail.to
    message["Subject"] = " ".join(mail.subject.split())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, (TimeoutError, smtplib.SMTPServerDisconnected)):
        return Trouble.NO_ANSWER
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Trouble.LOG_IN
    if isinstance(error, smtplib.SMTPException):
        return Trouble.REFUSED
    return Trouble.UNREACHABLE
