"""A translation begun for whoever translates, and noted as up to date."""

from __future__ import annotations

from quizapp.domain.bank.translations.writing import skeleton, stamped
from tests.support.translated import FRENCH, ORIGINAL, bank_of, codes, told

BANK = bank_of(told("nothing: here"))


def test_a_new_translation_has_every_text_and_waits_for_its_words() -> None:
    text = skeleton(BANK, ORIGINAL, "fr", "fr", "Français")
    reading = told(text)

    assert set(codes(reading.translations[0].findings)) == {"W553"}
    assert bank_of(reading).translations["fr"].missing == ()
    assert "\ntranslation: 1\n" in text


def test_a_stamped_translation_tells_what_of_the_original_was_changed_since() -> None:
    text = stamped(FRENCH, BANK, ORIGINAL)
    changed = ORIGINAL.replace("Look up at night.", "Look up when it is dark.")
    changed = changed.replace("and 40 pilots", "and all 40 pilots")
    now, later = told(text), told(text, changed)

    assert now.translations[0].findings == ()
    assert codes(later.translations[0].findings) == ["W554", "W554"]
    left = {"what-pulls", "who-reads", "bare-flats", "low-water", "how-many"}
    assert set(bank_of(later).translations["fr"].missing) == left
    assert bank_of(later).in_version("fr").article.sections[1].heading == "On the shore"


def test_comments_among_the_fingerprints_stay() -> None:
    once = stamped(FRENCH, BANK, ORIGINAL)
    noted = once.replace("originals:\n", "originals:\n# made by the app\n")

    assert stamped(noted.replace("what-pulls: t", "what-pulls: x"), BANK, ORIGINAL) == noted


def test_stamping_again_replaces_the_old_fingerprints_and_nothing_else() -> None:
    once = stamped(FRENCH, BANK, ORIGINAL)

    assert stamped(once, BANK, ORIGINAL) == once
    assert once.startswith(FRENCH)
