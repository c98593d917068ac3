"""Handing e-mails to a mail server, and what is said of one that fails."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from quizapp.web import mail
from quizapp.web.config import BadSetting, flask_config, settings
from quizapp.web.mail import send
from quizapp.web.mail_addresses import MailServer, is_mail_address, read_mail_server
from quizapp.web.mail_facts import Mail, Sent, Trouble
from tests.support.mail_server import FakeMailServer, mail_server

SENDER = "quizapp@example.org"
LENA, CLEO = "lena@example.org", "cleo@example.org"


@pytest.fixture
def server() -> Iterator[FakeMailServer]:
    with mail_server() as running:
        yield running


def read(server: FakeMailServer) -> MailServer:
    found = read_mail_server(server.address)
    assert found is not None
    return found


def to(address: str, subject: str = "Not begun", text: str = "Hello.\n") -> Mail:
    return Mail(address, subject, text)


def test_each_gets_an_e_mail_of_their_own_with_no_other_address(server: FakeMailServer):
    sent = send(read(server), SENDER, [to(LENA, text="Für Lena\n"), to(CLEO)])

    assert sent == Sent(frozenset({LENA, CLEO}))
    assert [(each.sender, each.to) for each in server.taken] == [(SENDER, LENA), (SENDER, CLEO)]
    assert CLEO not in str(server.taken[0].message)
    assert server.taken[0].message.get_content().strip() == "Für Lena"
    assert server.taken[0].message["Auto-Submitted"] == "auto-generated"


def test_a_subject_of_several_lines_becomes_one_and_adds_no_header(server: FakeMailServer):
    send(read(server), SENDER, [to(LENA, subject="Quiz\r\nBcc: all@example.org")])

    message = server.taken[0].message
    assert message["Subject"] == "Quiz Bcc: all@example.org"
    assert message["Bcc"] is None


def test_an_address_that_is_refused_keeps_no_other_from_its_e_mail(server: FakeMailServer):
    server.refused.add(LENA)

    sent = send(read(server), SENDER, [to(LENA), to(CLEO)])

    assert sent == Sent(frozenset({CLEO}), Trouble.ADDRESS)


def test_a_server_that_takes_nothing_is_told(server: FakeMailServer):
    server.is_full = True

    assert send(read(server), SENDER, [to(LENA)]) == Sent(trouble=Trouble.REFUSED)


def test_a_server_that_is_not_there_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert send(MailServer("127.0.0.1", port), SENDER, [to(LENA)]).trouble is Trouble.UNREACHABLE


def test_a_server_that_never_answers_is_not_waited_for(
    server: FakeMailServer, monkeypatch: pytest.MonkeyPatch
):
    server.is_dumb = True
    monkeypatch.setattr(mail, "TIMEOUT", 0.1)

    assert send(read(server), SENDER, [to(LENA)]).trouble is Trouble.NO_ANSWER


def test_no_more_is_handed_in_than_there_is_time_for(
    server: FakeMailServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(mail, "MOST_SECONDS", -1.0)

    assert send(read(server), SENDER, [to(LENA)]) == Sent(trouble=Trouble.SLOW)
    assert server.taken == []


def test_a_password_is_never_sent_unencrypted(server: FakeMailServer):
    named = MailServer("127.0.0.1", server.port, user="host", password="secret")

    assert send(named, SENDER, [to(LENA)]) == Sent(trouble=Trouble.REFUSED)
    assert not any("AUTH" in command for command in server.commands)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("smtp://mail.example.org", MailServer("mail.example.org", 587)),
        (
            "smtp://a%40b:p%3Aw@mail.example.org:25",
            MailServer("mail.example.org", 25, user="a@b", password="p:w"),
        ),
        ("smtps://mail.example.org", MailServer("mail.example.org", 465, is_tls=True)),
    ],
)
def test_a_mail_server_is_named_by_an_address(text: str, expected: MailServer | None):
    assert read_mail_server(text) == expected


@pytest.mark.parametrize(
    "text", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://x:99999"]
)
def test_what_names_no_mail_server_is_refused(text: str):
    with pytest.raises(ValueError, match=r"smtp://user|[Pp]ort"):
        read_mail_server(text)


def test_a_mail_server_without_a_sender_is_refused_and_shows_no_password(tmp_path):
    given = {"DATA_DIR": tmp_path, "MAIL_SERVER": "smtp://mail.example.org"}

    with pytest.raises(BadSetting, match="QUIZAPP_MAIL_FROM is missing"):
        flask_config(settings(given))
    with pytest.raises(BadSetting) as refused:
        settings({**given, "MAIL_SERVER": "smtpx://host:secret@mail.example.org"})
    assert "secret" not in str(refused.value)
    with pytest.raises(BadSetting, match=r"quizapp@example\.org"):
        settings({**given, "MAIL_FROM": "nobody"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LENA, True),
        ("l.e+na@mail.example.org", True),
        ("lena", False),
        ("lena@localhost", False),
        ("lena@example.org, cleo@example.org", False),
        ("Lena <lena@example.org>", False),
        ("lena@example.org\r\nBcc: x@example.org", False),
        ("l" * 250 + "@a.org", False),
        ("=?utf-8?q?=0aBcc=3a?=@example.org", False),
        ("=?utf-8?q?cleo?=@example.org", False),
        ("", False),
    ],
)
def test_an_address_is_one_plain_address(text: str, expected: bool):
    assert is_mail_address(text) is expected
