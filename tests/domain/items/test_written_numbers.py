"""Numbers as people write them, read back."""

from __future__ import annotations

import time
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.domain.items.written_numbers import exact_text, number_readings, spoken_text

LANGUAGES = ("en", "fr", "de", "de_CH", "ar", "fa", "hi", "es", "pl", "pt_BR", "ru", "ja")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5 million", "1500000"),
        ("1,5 Mio.", "1500000"),
        ("1,5 Millionen", "1500000"),
        ("a million", "1000000"),
        ("1 million 500 thousand", "1500000"),
        ("2 Mrd.", "2000000000"),
        ("2 milliards", "2000000000"),
        ("2 Billionen", "2000000000000"),
        ("15 Tsd", "15000"),
        ("1 500 000", "1500000"),
        ("1\u202f500\u00a0000", "1500000"),
        ("1\u2009500", "1500"),
        ("1.500.000", "1500000"),
        ("1,500,000", "1500000"),
        ("15,00,000", "1500000"),
        ("1’500’000", "1500000"),
        ("1.500,25", "1500.25"),
        ("1,500.25", "1500.25"),
        ("１５００", "1500"),
        ("١٬٥٠٠٬٠٠٠٫٥", "1500000.5"),
        ("−3", "-3"),
        ("– 3", "-3"),
        ("minus 3", "-3"),
        ("+3", "3"),
        ("3/4", "0.75"),
        ("¾", "0.75"),
        ("1½", "1.5"),
        ("1 1/2", "1.5"),
        ("1/3", "1/3"),
        ("12 %", "0.12"),
        ("12 Prozent", "0.12"),
        ("1e6", "1000000"),
        ("1.5 × 10^6", "1500000"),
        (".5", "0.5"),
        ("0.125", "0.125"),
        ("5.", "5"),
        ("1.5.", "1.5"),
        ("1,500.25.", "1500.25"),
        ("1.5 %.", "0.015"),
        ("about 40", "40"),
        ("~40", "40"),
        ("2 milliard 3 million 4 thousand 5 hundred 6", "2003004506"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: str) -> None:
    assert [exact_text(each) for each in number_readings(text)] == [value]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1,500", "en", ["1500", "1.5"]),
        ("1,500", "fr", ["1.5", "1500"]),
        ("1.500", "de", ["1500", "1.5"]),
        ("1.500", "en-GB", ["1.5", "1500"]),
        ("2 billion", "en", ["2000000000", "2000000000000"]),
        ("2 billion", "fr", ["2000000000000", "2000000000"]),
    ],
)
def test_what_can_be_read_in_two_ways_has_the_likelier_one_first(
    text: str, language: str, values: list[str]
) -> None:
    assert [exact_text(each) for each in number_readings(text, language)] == values


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", ".", ",", "−", "%", "/", "many", "three hundred", "NaN", "nan", "inf"),
        *("Infinity", "1e999999", "1e-999999", "1e31", "1/0", "1,2,3", "1.5.2017", "1 5 0 0"),
        *("10²", "1..5", "1,,5", "1-2", "2–3 million", "5 apples", "0x10", "1e", "e6", "12:30"),
        *("9" * 41, "1" * 201, "1 " * 100, "(" * 200, "1." * 100, "\0", "5 million thousand 3"),
        *("5~6", "15 ~ 20", "5 about 300"),
        *("3 thousand 2 million", "٣ ٣", "<b>5</b>", "５".join("//"), "1_0_0_0"),
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_readings(text) == ()


@pytest.mark.parametrize(
    "text", ["1.5 million people", "1.5 million People.", "people 1.5 million", "1500000people"]
)
def test_the_unit_may_stand_on_either_side(text: str) -> None:
    assert number_readings(text, unit="people") == (Fraction(1_500_000),)


@pytest.mark.parametrize("text", ["1.5 Std.", "1.5 Std", "1.5 Std. ", "1,5 std.", "Std. 1.5."])
def test_a_unit_may_end_with_a_full_stop(text: str) -> None:
    assert number_readings(text, unit="Std.") == (Fraction(3, 2),)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1,5 million de civils", "civils"),
        ("1,5 million d’euros", "euros"),
        ("1,5 mln di persone", "persone"),
    ],
)
def test_a_word_of_scale_may_be_joined_to_the_unit(text: str, unit: str) -> None:
    assert number_readings(text, "fr", unit) == (Fraction(1_500_000),)


@pytest.mark.parametrize("unit", ["dollars", "$"])
@pytest.mark.parametrize(
    "text", ["$2", "2 $", "US$ 2", "2 dollars", "2 US dollars", "$2 dollars", "USD 2", "$2.0"]
)
def test_money_has_its_unit_as_a_sign_a_word_or_a_code(text: str, unit: str) -> None:
    assert number_readings(text, unit=unit) == (Fraction(2),)


def test_one_money_is_not_read_as_another() -> None:
    assert number_readings("2 €", unit="dollars") == ()


@pytest.mark.parametrize("text", ["about $2", "~ 2 $", "about US$ 2"])
def test_about_may_stand_before_a_sum_of_money(text: str) -> None:
    assert number_readings(text, unit="$") == (Fraction(2),)


@pytest.mark.parametrize("unit", ["percent", "per cent", "Prozent", "% of the people"])
@pytest.mark.parametrize("text", ["12", "12 %", "12%", "12 percent", "12 per cent", "12 Prozent"])
def test_a_unit_may_say_per_cent_in_words(text: str, unit: str) -> None:
    assert number_readings(text, unit=unit) == (Fraction(12),)


@pytest.mark.parametrize("part", ["1,500k", "1 billion", "1,500 billion", "0k"])
def test_a_text_of_many_numbers_is_none_at_once(part: str) -> None:
    begun = time.process_time()

    found = number_readings(part * (200 // len(part)))

    assert found == ()
    assert time.process_time() - begun < 1


def test_of_a_percentage_the_sign_is_the_unit() -> None:
    assert number_readings("12 %", unit="%") == number_readings("12 percent", unit="%")
    assert number_readings("12", unit="%") == (Fraction(12),)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15
    )
)
@example(Decimal("1500.000"))
@example(Decimal("-0.125"))
def test_a_number_in_any_language_s_own_writing_is_read_back(value: Decimal) -> None:
    for language in LANGUAGES:
        text = format_decimal(value, format="#,##0.###", locale=language)

        assert Fraction(value) in number_readings(text, language.replace("_", "-"))


@given(st.fractions(max_denominator=1000), st.sampled_from(("en", "fr", "de")))
def test_what_is_spoken_is_read_back_first(value: Fraction, language: str) -> None:
    assert number_readings(spoken_text(value, language), language)[:1] == (value,)


@given(st.text(max_size=250))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    for value in number_readings(text):
        assert number_readings(exact_text(value), "en")


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("5 million", "n", ["5000000"]),
        ("10 km", "m", []),
        ("10 m", "m", ["10"]),
        ("10m", "m", ["10"]),
        ("10 m", "metres", ["10"]),
        ("10 metres", "m", ["10"]),
        ("10 m", "minutes", ["10"]),
        ("10 m", "km", []),
        ("1.5m", "people", ["1500000"]),
    ],
)
def test_a_unit_is_a_word_of_its_own(text: str, unit: str, values: list[str]) -> None:
    assert [exact_text(each) for each in number_readings(text, unit=unit)] == values
