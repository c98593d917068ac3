"""How values become text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask_babel import force_locale
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from quizapp import create_app
from quizapp.domain.maths import has_formulas
from quizapp.domain.maths.elements import ELEMENTS
from quizapp.web.filters import (
    day,
    interval,
    moment,
    moment_in,
    number,
    percent,
    weekday,
)
from quizapp.web.markdown import TAGS, markdown, markdown_inline
from tests.support.places import SMALL_BANK

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b onclick=alert(1)>b</b>",
    "[click](javascript:alert(1))",
    "[click](https://evil.example)",
    "![pixel](https://evil.example/p.gif)",
    "<https://evil.example>",
    "[click]: javascript:alert(1)\n\n[click]",
    "<!-- comment --><style>*{display:none}</style>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>`",
    "    <script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "# Heading\n\nSetext\n===",
]
SAFE_TAGS = TAGS
OF_FORMULAS = {"span", *ELEMENTS}


@pytest.fixture(scope="module")
def english_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app in Vienna, without a database."""
    return create_app(
        {
            "DATA_DIR": tmp_path_factory.mktemp("data"),
            "DATABASE_URL": "sqlite://",
            "BANK": SMALL_BANK,
            "SECRET_KEY": "t" * 40,
            "TIMEZONE": "Europe/Vienna",
        }
    )


@pytest.fixture
def english(english_app: Flask) -> Iterator[None]:
    with (
        time_machine.travel(NOW, tick=False),
        english_app.test_request_context(),
        force_locale("en"),
    ):
        yield


def tags_in(html: str) -> set[str]:
    """The names of the elements in a piece of HTML."""
    return {
        part.split(">")[0].strip("/").split()[0].lower()
        for part in html.split("<")[1:]
        if part.strip()
    }


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("render", [markdown, markdown_inline])
def test_no_text_of_a_bank_becomes_more_than_typography(render, text):
    html = render(text)

    assert isinstance(html, Markup)
    assert tags_in(html) <= SAFE_TAGS
    assert "href" not in html.replace("&quot;", "")
    assert "src=" not in html or "&lt;" in html


@given(st.text(max_size=60))
@example("$0$")
def test_no_text_at_all_brings_another_element(text):
    wanted = SAFE_TAGS | OF_FORMULAS if has_formulas(text) else SAFE_TAGS

    assert tags_in(markdown(text)) <= wanted
    assert tags_in(markdown_inline(text)) <= wanted


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Mosul *fell*.", "<p>Mosul <em>fell</em>.</p>\n"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("", ""),
    ],
)
def test_blocks_of_commonmark(text, html):
    assert markdown(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**not** so", "<strong>not</strong> so"),
        ("`code` ", "<code>code</code>"),
        ("1. no list", "1. no list"),
        ("# no heading", "# no heading"),
        ("5 < 6", "5 &lt; 6"),
        ("June ____ 2014", "June ____ 2014"),
    ],
)
def test_commonmark_within_a_line(text, html):
    assert markdown_inline(text) == html


@pytest.mark.parametrize(
    ("share", "text"),
    [(None, "n/a"), (0, "0 %"), (0.5, "50 %"), (2 / 3, "67 %"), (0.996, "100 %"), (1.0, "100 %")],
)
def test_a_share_as_a_percentage(english, share, text):
    assert percent(share).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "n/a"), (0, "0"), (1.0, "1"), (0.5, "0.5"), (2 / 3, "0.67"), (1234.0, "1,234")],
)
def test_a_number_without_needless_decimals(english, value, text):
    assert number(value) == text


@pytest.mark.parametrize("value", [date(2017, 7, 14), datetime(2017, 7, 14, 12, tzinfo=UTC)])
def test_a_day(english, value):
    assert day(value) == "14 July 2017"
    assert weekday(value) == "Fri"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 6, 12, 12, 5, tzinfo=UTC), "12 June, 14:05"),
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), "1 February, 00:30"),
        (datetime(2025, 6, 12, 12, 5, tzinfo=UTC), "12 June 2025, 14:05"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "1 January, 00:30"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1 January 2027, 00:30"),
    ],
)
def test_a_moment_in_the_zone_of_the_class(english, value, text):
    assert moment(value) == text


@time_machine.travel(NOW, tick=False)
def test_a_moment_is_told_in_each_zone_and_language_that_it_is_asked_in(english_app: Flask) -> None:
    value, told = datetime(2026, 3, 12, 12, 5, tzinfo=UTC), []
    for language in ("en", "de", "en"):
        with english_app.test_request_context(), force_locale(language):
            told += [moment_in(value, zone) for zone in ("Europe/Vienna", "Asia/Tokyo")]

    english = ["12 March, 13:05", "12 March, 21:05 (Asia/Tokyo)"]
    assert told == [*english, "12 März, 13:05", "12 März, 21:05 (Asia/Tokyo)", *english]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(0), "1 min"),
        (timedelta(seconds=-5), "1 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(minutes=60), "1 hour"),
        (timedelta(hours=5), "5 hours"),
        (timedelta(hours=23), "23 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=59), "59 days"),
        (timedelta(days=61), "2 months"),
        (timedelta(days=300), "10 months"),
        (timedelta(days=365), "1 year"),
        (timedelta(days=730), "2 years"),
        (timedelta(days=550), "1.5 years"),
    ],
)
def test_an_interval_in_the_largest_unit_that_fits(english, value, text):
    assert interval(value).replace("\u00a0", " ") == text


@given(st.timedeltas(timedelta(0), timedelta(days=36_500)))
def test_every_interval_has_a_text(english_app, value):
    with english_app.test_request_context(), force_locale("en"):
        text = interval(value)

    assert text[0].isdigit()
    assert not text.startswith("0 ")
