"""Who gets in by a password, and how passwords are changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from quizapp.accounts import credentials, logging_in, signing_up
from quizapp.domain.errors import NotFound, WrongPassword
from quizapp.models import AuditEntry, LoginSession, User
from quizapp.models.people import Role
from quizapp.web.database import write_transaction
from tests.support.inside import MONDAY
from tests.support.playing import all_rows

PASSWORD = "a long enough password"
HOUR = timedelta(hours=1)


def create(name: str = "lena") -> int:
    return signing_up.create_user(name, name.title(), PASSWORD, Role.LEARNER, MONDAY)


def sign_in(user_id: int, token_hash: str) -> None:
    """Leave a browser signed in."""
    with write_transaction() as tx:
        tx.add(
            LoginSession(
                token_hash=token_hash, user_id=user_id, created_at=MONDAY, expires_at=MONDAY + HOUR
            )
        )


def deeds() -> list[tuple[str, int | None]]:
    return [(entry.deed, entry.actor_id) for entry in all_rows(AuditEntry)]


def test_name_and_password_let_somebody_in(inside):
    user_id = create("lena")

    assert logging_in.authenticated_user(" LENA", PASSWORD) == user_id


@pytest.mark.parametrize(
    ("name", "password"), [("lena", "wrong"), ("nobody", PASSWORD), ("lena", ""), ("", "")]
)
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(inside, name, password):
    create("lena")

    with pytest.raises(WrongPassword):
        logging_in.authenticated_user(name, password)


def test_a_guest_cannot_be_logged_into(inside):
    signing_up.create_guest(MONDAY)
    guest = all_rows(User)[0]

    for name in (guest.display_name, guest.public_id, ""):
        with pytest.raises(WrongPassword):
            logging_in.authenticated_user(name, "nobody has this password")


def test_a_damaged_hash_lets_nobody_in(inside):
    create("lena")
    with write_transaction() as tx:
        tx.execute(update(User).values(password_hash="not a hash"))

    with pytest.raises(WrongPassword):
        logging_in.authenticated_user("lena", PASSWORD)


def test_a_hash_made_with_older_settings_is_renewed_at_login(inside, monkeypatch):
    create("lena")
    old = all_rows(User)[0].password_hash
    monkeypatch.setattr(credentials, "_hasher", PasswordHasher(2, 16, 1))

    logging_in.authenticated_user("lena", PASSWORD)
    renewed = all_rows(User)[0].password_hash
    logging_in.authenticated_user("lena", PASSWORD)

    assert renewed != old
    assert all_rows(User)[0].password_hash == renewed


def test_a_wrong_password_renews_nothing(inside, monkeypatch):
    create("lena")
    old = all_rows(User)[0].password_hash
    monkeypatch.setattr(credentials, "_hasher", PasswordHasher(2, 16, 1))

    with pytest.raises(WrongPassword):
        logging_in.authenticated_user("lena", "wrong")

    assert all_rows(User)[0].password_hash == old


class InterruptedHasher(PasswordHasher):
    """Something else happens, once, while a password is hashed."""

    def __init__(self, happens: Callable[[], None]) -> None:
        super().__init__(2, 16, 1)
        self.happens: list[Callable[[], None]] = [happens]

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        if self.happens:
            self.happens.pop()()
        return super().hash(password, salt=salt)


def test_a_login_never_brings_back_a_password_that_was_replaced_meanwhile(inside, monkeypatch):
    create("lena")

    def replace() -> None:
        logging_in.reset_password("lena", "quite another password", MONDAY)

    monkeypatch.setattr(credentials, "_hasher", InterruptedHasher(replace))
    logging_in.authenticated_user("lena", PASSWORD)

    logging_in.authenticated_user("lena", "quite another password")
    with pytest.raises(WrongPassword):
        logging_in.authenticated_user("lena", PASSWORD)


def test_who_changes_a_password_that_was_replaced_meanwhile_is_refused(inside, monkeypatch):
    lena = create("lena")

    def replace() -> None:
        logging_in.reset_password("lena", "quite another password", MONDAY)

    monkeypatch.setattr(credentials, "_hasher", InterruptedHasher(replace))
    with pytest.raises(WrongPassword):
        logging_in.change_password(lena, PASSWORD, "a third long password", MONDAY)

    logging_in.authenticated_user("lena", "quite another password")
    assert deeds()[-1] == ("set password", None)


def test_changing_the_password_signs_out_everywhere_and_nobody_else(inside):
    lena, samir = create("lena"), create("samir")
    for number, user_id in enumerate([lena, lena, samir]):
        sign_in(user_id, f"token {number}")

    logging_in.change_password(lena, PASSWORD, "quite another password", MONDAY)

    assert [session.user_id for session in all_rows(LoginSession)] == [samir]
    assert logging_in.authenticated_user("lena", "quite another password") == lena
    with pytest.raises(WrongPassword):
        logging_in.authenticated_user("lena", PASSWORD)
    assert deeds()[-1] == ("set password", lena)


def test_a_password_is_changed_only_by_who_knows_it(inside):
    lena = create("lena")
    sign_in(lena, "token")

    with pytest.raises(WrongPassword):
        logging_in.change_password(lena, "wrong", "quite another password", MONDAY)

    assert logging_in.authenticated_user("lena", PASSWORD) == lena
    assert len(all_rows(LoginSession)) == 1


def test_a_guest_has_no_password_to_change(inside):
    guest = signing_up.create_guest(MONDAY)

    with pytest.raises(WrongPassword):
        logging_in.change_password(guest, "nobody has this password", PASSWORD, MONDAY)


def test_a_forgotten_password_is_replaced_from_the_command_line(inside):
    lena = create("lena")
    sign_in(lena, "token")

    logging_in.reset_password("LENA", "quite another password", MONDAY)

    assert logging_in.authenticated_user("lena", "quite another password") == lena
    assert not all_rows(LoginSession)
    assert deeds()[-1] == ("set password", None)
    with pytest.raises(NotFound):
        logging_in.reset_password("nobody", PASSWORD, MONDAY)
