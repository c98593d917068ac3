"""Pictures in a translation: the original's, by the same ids, with words of its own."""

from __future__ import annotations

from quizapp.domain.bank.pictures import PictureFacts, pieces
from tests.support.pictures import BOAT
from tests.support.translated import FRENCH, ORIGINAL, bank_of, places, told

STEM = next(line for line in ORIGINAL.splitlines() if line.strip().startswith("stem: "))
FRENCH_STEM = next(line for line in FRENCH.splitlines() if line.strip().startswith("stem: "))
WITH_BOAT = ORIGINAL.replace("topics:\n", f"{BOAT}topics:\n", 1).replace(
    STEM, f'{STEM.replace("stem: ", "stem: " + chr(34))} ![](boat)"', 1
)


def french(name: str) -> str:
    shown = f'{FRENCH_STEM.replace("stem: ", "stem: " + chr(34))} ![Un bateau]({name})"'
    return FRENCH.replace(FRENCH_STEM, shown, 1)


def test_same_picture_has_the_words_of_the_translation() -> None:
    facts = PictureFacts("a" * 64, "png", 640, 480)

    bank = bank_of(told(french("boat"), WITH_BOAT)).with_picture_facts({"boat": facts})
    stems = [
        content.questions[0].stem
        for content in map(bank.in_version("fr").content_of, bank.items)
        if content.questions
    ]

    shown = [each for stem in stems for each in pieces(stem) if not isinstance(each, str)]
    assert [(each.alt, each.facts) for each in shown] == [("Un bateau", facts)]


def test_picture_that_the_original_does_not_declare_is_told() -> None:
    reading = told(french("bote"), WITH_BOAT).translations[0]

    assert [code for code, _ in places(reading)] == ["B266"]
