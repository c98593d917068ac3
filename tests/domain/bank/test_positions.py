"""Where something stands in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank.positions import Lines

texts = st.text(st.sampled_from("a é\r\n\u2028\x0b"), max_size=30)


@given(texts, st.data())
def test_whole_lines_stand_where_their_first_and_last_characters_do(text, data):
    lines = Lines(text)
    first = data.draw(st.integers(1, len(lines)))
    last = data.draw(st.integers(first, len(lines)))

    assert lines.of_lines(first, last) == lines.span(lines.start(first), lines.end(last))


@given(texts, st.data())
def test_lines_with_their_breaks_make_the_text(text, data):
    lines = Lines(text)
    first = data.draw(st.integers(1, len(lines)))

    rest = list(lines.from_line(first))

    assert len(rest) == len(lines) + 1 - first
    assert "".join(rest) == text[lines.start(first) :]
