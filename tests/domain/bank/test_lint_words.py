"""The words of texts, as the rules about the writing read them."""

from __future__ import annotations

from quizapp.domain.bank.lint.writing import words


def test_numbers_and_shortened_words_are_one_word_each():
    assert words("It can’t rise 1.5 METRES.") == ("it", "can’t", "rise", "1.5", "metres")


def test_a_word_of_many_texts_is_kept_once():
    (one,), (_, other) = words("Tides"), words("The tides")

    assert one is other
