"""Guests, accounts, passwords, and the first teacher."""

from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from quizapp.accounts import passwords, people
from quizapp.domain.errors import NotFound, SetupTokenSpent, UserNameTaken, WrongPassword
from quizapp.models import AuditEntry, LoginSession, SetupToken, User
from quizapp.models.people import Role
from quizapp.web.database import write_transaction
from tests.support.inside import MONDAY
from tests.support.playing import all_rows, at_once, attempt_with

PASSWORD = "a long enough password"
HOUR = timedelta(hours=1)

# Real hashing, but as light as it goes: what is tested is what follows from it.
LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def light_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", LIGHT)


def create(name: str = "lena", role: Role = Role.LEARNER) -> int:
    return people.create_user(name, name.title(), PASSWORD, role, MONDAY)


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


def test_a_guest_has_a_label_and_no_account(inside):
    people.create_guest(MONDAY)

    (guest,) = all_rows(User)
    assert guest.display_name.startswith("Guest ")
    assert (guest.is_guest, guest.is_teacher, guest.password_hash) == (True, False, None)
    assert guest.created_at == MONDAY


def test_guests_are_told_apart(inside):
    for _ in range(20):
        people.create_guest(MONDAY)

    assert len({guest.display_name for guest in all_rows(User)}) > 15


def test_an_account_keeps_no_password(inside):
    user_id = create()

    (user,) = all_rows(User)
    assert (user.id, user.user_name, user.display_name) == (user_id, "lena", "Lena")
    assert PASSWORD not in (user.password_hash or "")
    assert deeds() == [("create learner", None)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("LENA", "lena"), (" Lena ", "lena"), ("Ｌｅｎａ", "lena"), ("Straße", "strasse")],
)
def test_one_name_in_all_its_spellings(written, kept):
    assert people.normal_user_name(written) == kept


def test_a_name_that_is_taken_is_refused_in_any_spelling(inside):
    create("lena")

    with pytest.raises(UserNameTaken):
        create("LENA")

    assert len(all_rows(User)) == 1
    assert len(deeds()) == 1


def test_eight_people_wanting_one_name_at_once_make_one_account(inside):
    answers = at_once(inside, 8, create)

    assert len(all_rows(User)) == 1
    assert sum(isinstance(answer, UserNameTaken) for answer in answers) == 7


def test_signing_up_keeps_the_guests_work(player):
    attempt_id = player.play()

    people.sign_up_guest(player.user_id, "Lena", "Lena", PASSWORD)

    (user,) = all_rows(User)
    assert (user.id, user.user_name, user.is_guest) == (player.user_id, "lena", False)
    assert attempt_with(attempt_id).user_id == player.user_id
    assert people.authenticated_user("lena", PASSWORD) == player.user_id


def test_signing_up_under_a_taken_name_leaves_the_guest_a_guest(player):
    create("lena")

    with pytest.raises(UserNameTaken):
        people.sign_up_guest(player.user_id, "Lena", "Another", PASSWORD)

    assert next(user for user in all_rows(User) if user.id == player.user_id).is_guest


def test_an_account_cannot_be_signed_up_a_second_time(inside):
    user_id = create("lena")

    people.sign_up_guest(user_id, "mallory", "Mallory", "another long password")

    assert [user.user_name for user in all_rows(User)] == ["lena"]
    assert people.authenticated_user("lena", PASSWORD) == user_id


def test_name_and_password_let_somebody_in(inside):
    user_id = create("lena")

    assert people.authenticated_user(" LENA", PASSWORD) == user_id


@pytest.mark.parametrize(
    ("name", "password"), [("lena", "wrong"), ("nobody", PASSWORD), ("lena", ""), ("", "")]
)
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(inside, name, password):
    create("lena")

    with pytest.raises(WrongPassword):
        people.authenticated_user(name, password)


def test_a_guest_cannot_be_logged_into(inside):
    people.create_guest(MONDAY)
    guest = all_rows(User)[0]

    for name in (guest.display_name, guest.public_id, ""):
        with pytest.raises(WrongPassword):
            people.authenticated_user(name, "nobody has this password")


def test_a_damaged_hash_lets_nobody_in(inside):
    create("lena")
    with write_transaction() as tx:
        tx.execute(update(User).values(password_hash="not a hash"))

    with pytest.raises(WrongPassword):
        people.authenticated_user("lena", PASSWORD)


def test_a_hash_made_with_older_settings_is_renewed_at_login(inside, monkeypatch):
    create("lena")
    old = all_rows(User)[0].password_hash
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(2, 16, 1))

    people.authenticated_user("lena", PASSWORD)
    renewed = all_rows(User)[0].password_hash
    people.authenticated_user("lena", PASSWORD)

    assert renewed != old
    assert all_rows(User)[0].password_hash == renewed


def test_a_wrong_password_renews_nothing(inside, monkeypatch):
    create("lena")
    old = all_rows(User)[0].password_hash
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(2, 16, 1))

    with pytest.raises(WrongPassword):
        people.authenticated_user("lena", "wrong")

    assert all_rows(User)[0].password_hash == old


def test_changing_the_password_signs_out_everywhere_and_nobody_else(inside):
    lena, samir = create("lena"), create("samir")
    for number, user_id in enumerate([lena, lena, samir]):
        sign_in(user_id, f"token {number}")

    people.change_password(lena, PASSWORD, "quite another password", MONDAY)

    assert [session.user_id for session in all_rows(LoginSession)] == [samir]
    assert people.authenticated_user("lena", "quite another password") == lena
    with pytest.raises(WrongPassword):
        people.authenticated_user("lena", PASSWORD)
    assert deeds()[-1] == ("set password", lena)


def test_a_password_is_changed_only_by_who_knows_it(inside):
    lena = create("lena")
    sign_in(lena, "token")

    with pytest.raises(WrongPassword):
        people.change_password(lena, "wrong", "quite another password", MONDAY)

    assert people.authenticated_user("lena", PASSWORD) == lena
    assert len(all_rows(LoginSession)) == 1


def test_a_guest_has_no_password_to_change(inside):
    guest = people.create_guest(MONDAY)

    with pytest.raises(WrongPassword):
        people.change_password(guest, "nobody has this password", PASSWORD, MONDAY)


def test_a_forgotten_password_is_replaced_from_the_command_line(inside):
    lena = create("lena")
    sign_in(lena, "token")

    people.reset_password("LENA", "quite another password", MONDAY)

    assert people.authenticated_user("lena", "quite another password") == lena
    assert not all_rows(LoginSession)
    assert deeds()[-1] == ("set password", None)
    with pytest.raises(NotFound):
        people.reset_password("nobody", PASSWORD, MONDAY)


def test_a_set_up_token_makes_one_teacher(inside):
    assert not people.has_teacher()
    token = people.create_setup_token(MONDAY)
    people.check_setup_token(token, MONDAY)

    teacher_id = people.set_up_teacher(token, "tove", "Tove", PASSWORD, MONDAY)

    (teacher,) = all_rows(User)
    assert (teacher.id, teacher.is_teacher, teacher.user_name) == (teacher_id, True, "tove")
    assert people.has_teacher()
    assert deeds() == [("set up teacher", None)]


def test_a_set_up_token_is_stored_as_a_hash_only(inside):
    token = people.create_setup_token(MONDAY)

    assert token not in all_rows(SetupToken)[0].token_hash
    assert len(token) >= 43  # 256 bits


def test_a_used_token_works_no_more(inside):
    token = people.create_setup_token(MONDAY)
    people.set_up_teacher(token, "tove", "Tove", PASSWORD, MONDAY)

    with pytest.raises(SetupTokenSpent):
        people.check_setup_token(token, MONDAY)
    with pytest.raises(SetupTokenSpent):
        people.set_up_teacher(token, "mallory", "Mallory", PASSWORD, MONDAY)

    assert len(all_rows(User)) == 1


def test_eight_people_with_one_token_at_once_make_one_teacher(inside):
    token = people.create_setup_token(MONDAY)
    names = iter(f"teacher{number}" for number in range(8))

    answers = at_once(
        inside, 8, lambda: people.set_up_teacher(token, next(names), "T", PASSWORD, MONDAY)
    )

    assert len(all_rows(User)) == 1
    assert sum(isinstance(answer, SetupTokenSpent) for answer in answers) == 7


def test_a_token_lapses_after_an_hour(inside):
    token = people.create_setup_token(MONDAY)

    people.check_setup_token(token, MONDAY + HOUR - timedelta(seconds=1))
    with pytest.raises(SetupTokenSpent):
        people.check_setup_token(token, MONDAY + HOUR)
    with pytest.raises(SetupTokenSpent):
        people.set_up_teacher(token, "tove", "Tove", PASSWORD, MONDAY + HOUR)

    assert not all_rows(User)


def test_a_new_token_makes_the_older_one_lapse(inside):
    older, newer = (people.create_setup_token(MONDAY) for _ in range(2))

    people.check_setup_token(newer, MONDAY)
    with pytest.raises(SetupTokenSpent):
        people.check_setup_token(older, MONDAY)


@pytest.mark.parametrize("token", ["", "guess", "\x00", "ä" * 500])
def test_a_made_up_token_is_refused(inside, token):
    people.create_setup_token(MONDAY)

    with pytest.raises(SetupTokenSpent):
        people.check_setup_token(token, MONDAY)


def test_a_taken_name_leaves_the_token_good(inside):
    create("tove")
    token = people.create_setup_token(MONDAY)

    with pytest.raises(UserNameTaken):
        people.set_up_teacher(token, "Tove", "Tove", PASSWORD, MONDAY)

    people.set_up_teacher(token, "tove2", "Tove", PASSWORD, MONDAY)
    assert people.has_teacher()
