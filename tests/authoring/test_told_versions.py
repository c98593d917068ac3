"""The translations of a bank on its teacher's pages, and a quiz printed in one of them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.support.editing import open_editor, send_text
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.translated import FRENCH, ORIGINAL, french_file, laid_out, save_long_ago


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


def test_the_page_of_a_bank_has_a_line_for_each_version(teacher: Visitor) -> None:
    page = text_of(teacher.get("/teach/bank").text)

    assert "Français translations/fr.yaml · 17 of 17 questions" in page


def test_what_is_wrong_with_a_version_is_told_with_its_line(
    teacher: Visitor, bank_file: Path
) -> None:
    save_long_ago(french_file(bank_file), FRENCH.replace("    hint: Levez les yeux la nuit.\n", ""))

    page = text_of(teacher.get("/teach/bank").text)

    line = FRENCH[: FRENCH.index("  what-pulls:")].count("\n") + 1
    assert "16 of 17 questions · 1 error" in page
    assert f"translations/fr.yaml:{line}: The original has `hint`" in page


def test_a_version_that_cannot_be_shown_goes_by_its_file(teacher: Visitor, bank_file: Path) -> None:
    save_long_ago(french_file(bank_file), "translation: [")

    page = text_of(teacher.get("/teach/bank").text)

    assert "translations/fr.yaml · 0 of 17 questions · 1 error" in page


def test_the_list_of_banks_says_how_complete_each_version_is(teacher: Visitor) -> None:
    assert "Français : 17 of 17" in text_of(teacher.get("/teach/banks").text)


def test_a_quiz_is_printed_in_french_with_the_key_it_has_in_english(teacher: Visitor) -> None:
    asked = "/teach/quizzes/all/paper?seed=4&forms=2&items=same&parts=key&parts=questions"
    own, french = teacher.get(asked), teacher.get(f"{asked}&version=fr")

    assert "Qu’est-ce qui attire la mer" in french.text
    assert "What pulls at the sea" not in french.text.partition('class="sheets"')[2]
    assert re.search(r'class="sheet-stem" dir="auto" lang="fr"', " ".join(french.text.split()))
    tables = [
        teacher.get(f"/teach/quizzes/all/paper/B-key.csv?seed=4&forms=2&items=same{words}").text
        for words in ("", "&version=fr")
    ]
    assert tables[0] == tables[1]
    assert own.status_code == french.status_code == 200


def test_a_version_that_there_is_not_is_not_printed(teacher: Visitor) -> None:
    page = teacher.get("/teach/quizzes/all/paper?seed=4&forms=1&items=same&version=ar")

    assert page.status_code == 422


def test_what_was_typed_in_other_words_loses_nothing_by_an_edit_of_the_question(
    teacher: Visitor, learner: Visitor, bank_file: Path
) -> None:
    asked = ORIGINAL.replace("items: [what-pulls, bare-flats]", "items: [who-keeps]")
    save_long_ago(bank_file, asked)
    learner.respond(learner.start("quiet"), 1, typed="la capitainerie", version="fr")

    change = ("stem: Who keeps the table of the tides?", "stem: Who keeps the table?")
    words = text_of(send_text(teacher, open_editor(teacher), "review", change).text)

    assert "1 response, asked in 1 attempt" in words
    assert "would lose" not in words
    assert "cannot be marked anew" not in words


def test_the_whole_bank_is_downloaded_with_its_translations(teacher: Visitor) -> None:
    packed = zipfile.ZipFile(io.BytesIO(teacher.get("/teach/bank/export?to=zip").data))

    assert packed.namelist() == ["questions.yaml", "translations/fr.yaml"]
    assert packed.read("translations/fr.yaml").decode() == FRENCH
