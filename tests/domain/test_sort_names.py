"""By what a list of people is in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.sort_names import ListedName, around_surname, is_found, listed_name, plain

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


@pytest.mark.parametrize(
    ("name", "surname", "particles", "given_names"),
    [
        ("Dunja Petrović", "Petrović", "", "Dunja"),
        ("Jan van Dijk", "Dijk", "van", "Jan"),
        ("María de la Cruz", "Cruz", "de la", "María"),
        ("Robert De Niro", "Niro", "", "Robert De"),
        ("Suharto", "Suharto", "", ""),
        ("van Dijk", "Dijk", "", "van"),
        ("Dijk, Jan van", "Dijk", "", "Jan van"),
        ("Lena Abel (2)", "Abel", "", "Lena (2)"),
        ("ليلى حداد", "حداد", "", "ليلى"),
        ("דנה כהן", "כהן", "", "דנה"),
        ("山田 太郎", "山田", "", "太郎"),
        ("김 민준", "김", "", "민준"),
        (",", ",", "", ""),
        ("Mia ,", ",", "", "Mia"),
    ],
)
def test_the_surname_is_found_by_the_rule(
    name: str, surname: str, particles: str, given_names: str
) -> None:
    listed = listed_name(name)

    assert (listed.surname, listed.particles, listed.given) == (surname, particles, given_names)


def test_names_in_chinese_script_need_no_comma() -> None:
    assert listed_name("山田 太郎").is_surname_first
    assert not listed_name("Jan van Dijk").is_surname_first


def test_what_a_teacher_says_wins() -> None:
    assert listed_name("Nguyễn Văn An", "Nguyễn") == ListedName("Nguyễn", given="Văn An")
    assert listed_name("Robert De Niro", "De Niro") == ListedName("De Niro", given="Robert")
    assert listed_name("Prince", "Nelson") == ListedName("Nelson", given="Prince")


def test_a_list_is_in_order_by_surname_then_given_name_then_particle() -> None:
    names = ["Zoe Dijk", "Jan van Dijk", "Ada Çelik", "Suharto", "Jan Dijk", "Åsa Öberg", "Bo cet"]

    by_surname = sorted(names, key=lambda name: listed_name(name).key)

    assert by_surname == [
        *("Ada Çelik", "Bo cet", "Jan Dijk", "Jan van Dijk", "Zoe Dijk", "Åsa Öberg", "Suharto"),
    ]


def test_a_list_by_given_names_has_one_word_names_under_their_word() -> None:
    names = ["Zoe Abel", "Suharto", "Ada Young", "Ada Bo"]

    by_given = sorted(names, key=lambda name: listed_name(name).given_key)

    assert by_given == ["Ada Bo", "Ada Young", "Suharto", "Zoe Abel"]


@pytest.mark.parametrize(
    ("name", "under", "parts"),
    [
        ("Jan van Dijk", "", ("Jan van ", "Dijk", "")),
        ("Lena Abel (2)", "", ("Lena ", "Abel", " (2)")),
        ("Dijk, Jan", "", ("", "Dijk", ", Jan")),
        ("山田 太郎", "", ("", "山田", " 太郎")),
        ("Suharto", "", ("", "Suharto", "")),
        ("Abel Abel", "", ("Abel ", "Abel", "")),
        ("Prince", "Nelson", ("Prince", "", "")),
        ("Nguyễn Văn An", "Nguyễn", ("", "Nguyễn", " Văn An")),
    ],
)
def test_a_surname_is_found_in_the_name_as_it_is_written(
    name: str, under: str, parts: tuple[str, str, str]
) -> None:
    assert around_surname(name, listed_name(name, under)) == parts


def test_marks_and_capitals_do_not_matter_in_the_order() -> None:
    assert plain("Łukasz  O’Brien-ÅSTRÖM") == "lukasz obrien-astrom"
    assert plain("Yıldız") == "yildiz"


def test_a_learner_is_found_by_any_of_the_words() -> None:
    assert is_found("Dunja Petrović", "petrovic dun")
    assert is_found("Dunja Petrović", "")
    assert not is_found("Dunja Petrović", "dunja bo")


@given(NAMES, NAMES)
def test_any_name_has_a_surname_and_one_key(name: str, under: str) -> None:
    listed = listed_name(name, under)

    assert listed.surname == (under or listed.surname)
    assert bool(listed.surname) == bool(name or under)
    assert listed.key == listed_name(name, under).key


@given(st.lists(st.text("abcdeé ", min_size=1, max_size=8), min_size=1, max_size=5))
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    name = " ".join(" ".join(words).split())

    listed = listed_name(name)

    both = f"{listed.given} {listed.full_surname}".strip()
    assert both == name
