"""Guests, accounts, and the first teacher."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.accounts import logging_in, signing_up
from quizapp.domain.errors import SetupTokenSpent, UserNameTaken
from quizapp.models import AuditEntry, SetupToken, User
from quizapp.models.people import Role
from tests.support.inside import MONDAY
from tests.support.playing import all_rows, at_once, attempt_with

PASSWORD = "a long enough password"
HOUR = timedelta(hours=1)


def create(name: str = "lena") -> int:
    return signing_up.create_user(name, name.title(), PASSWORD, Role.LEARNER, MONDAY)


def deeds() -> list[tuple[str, int | None]]:
    return [(entry.deed, entry.actor_id) for entry in all_rows(AuditEntry)]


def test_a_guest_has_a_label_and_no_account(inside):
    signing_up.create_guest(MONDAY)

    (guest,) = all_rows(User)
    assert guest.display_name.startswith("Guest ")
    assert (guest.is_guest, guest.is_teacher, guest.password_hash) == (True, False, None)
    assert guest.created_at == MONDAY


def test_guests_are_told_apart(inside):
    for _ in range(20):
        signing_up.create_guest(MONDAY)

    assert len({guest.display_name for guest in all_rows(User)}) > 15


def test_an_account_keeps_no_password(inside):
    user_id = create()

    (user,) = all_rows(User)
    assert (user.id, user.user_name, user.display_name) == (user_id, "lena", "Lena")
    assert PASSWORD not in (user.password_hash or "")
    assert deeds() == [("create learner", None)]


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

    signing_up.sign_up_guest(player.user_id, "Lena", "Lena", PASSWORD)

    (user,) = all_rows(User)
    assert (user.id, user.user_name, user.is_guest) == (player.user_id, "lena", False)
    assert attempt_with(attempt_id).user_id == player.user_id
    assert logging_in.authenticated_user("lena", PASSWORD) == player.user_id


def test_signing_up_under_a_taken_name_leaves_the_guest_a_guest(player):
    create("lena")

    with pytest.raises(UserNameTaken):
        signing_up.sign_up_guest(player.user_id, "Lena", "Another", PASSWORD)

    assert next(user for user in all_rows(User) if user.id == player.user_id).is_guest


def test_an_account_cannot_be_signed_up_a_second_time(inside):
    user_id = create("lena")

    signing_up.sign_up_guest(user_id, "mallory", "Mallory", "another long password")

    assert [user.user_name for user in all_rows(User)] == ["lena"]
    assert logging_in.authenticated_user("lena", PASSWORD) == user_id


def test_a_set_up_token_makes_one_teacher(inside):
    assert not signing_up.has_teacher()
    token = signing_up.create_setup_token(MONDAY)
    signing_up.check_setup_token(token, MONDAY)

    teacher_id = signing_up.set_up_teacher(token, "tove", "Tove", PASSWORD, MONDAY)

    (teacher,) = all_rows(User)
    assert (teacher.id, teacher.is_teacher, teacher.user_name) == (teacher_id, True, "tove")
    assert signing_up.has_teacher()
    assert deeds() == [("set up teacher", None)]


def test_a_set_up_token_is_stored_as_a_hash_only(inside):
    token = signing_up.create_setup_token(MONDAY)

    assert token not in all_rows(SetupToken)[0].token_hash
    assert len(token) >= 43  # 256 bits


def test_a_used_token_works_no_more(inside):
    token = signing_up.create_setup_token(MONDAY)
    signing_up.set_up_teacher(token, "tove", "Tove", PASSWORD, MONDAY)

    with pytest.raises(SetupTokenSpent):
        signing_up.check_setup_token(token, MONDAY)
    with pytest.raises(SetupTokenSpent):
        signing_up.set_up_teacher(token, "mallory", "Mallory", PASSWORD, MONDAY)

    assert len(all_rows(User)) == 1


def test_eight_people_with_one_token_at_once_make_one_teacher(inside):
    token = signing_up.create_setup_token(MONDAY)
    names = iter(f"teacher{number}" for number in range(8))

    answers = at_once(
        inside, 8, lambda: signing_up.set_up_teacher(token, next(names), "T", PASSWORD, MONDAY)
    )

    assert len(all_rows(User)) == 1
    assert sum(isinstance(answer, SetupTokenSpent) for answer in answers) == 7


def test_a_token_lapses_after_an_hour(inside):
    token = signing_up.create_setup_token(MONDAY)

    signing_up.check_setup_token(token, MONDAY + HOUR - timedelta(seconds=1))
    with pytest.raises(SetupTokenSpent):
        signing_up.check_setup_token(token, MONDAY + HOUR)
    with pytest.raises(SetupTokenSpent):
        signing_up.set_up_teacher(token, "tove", "Tove", PASSWORD, MONDAY + HOUR)

    assert not all_rows(User)


def test_a_new_token_makes_the_older_one_lapse(inside):
    older, newer = (signing_up.create_setup_token(MONDAY) for _ in range(2))

    signing_up.check_setup_token(newer, MONDAY)
    with pytest.raises(SetupTokenSpent):
        signing_up.check_setup_token(older, MONDAY)


@pytest.mark.parametrize("token", ["", "guess", "\x00", "ä" * 500])
def test_a_made_up_token_is_refused(inside, token):
    signing_up.create_setup_token(MONDAY)

    with pytest.raises(SetupTokenSpent):
        signing_up.check_setup_token(token, MONDAY)


def test_a_taken_name_leaves_the_token_good(inside):
    create("tove")
    token = signing_up.create_setup_token(MONDAY)

    with pytest.raises(UserNameTaken):
        signing_up.set_up_teacher(token, "Tove", "Tove", PASSWORD, MONDAY)

    signing_up.set_up_teacher(token, "tove2", "Tove", PASSWORD, MONDAY)
    assert signing_up.has_teacher()
