"""A translation's file as it begins, and the fingerprints that are noted in it."""

from __future__ import annotations

from typing import Any

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.splicing import CannotSpliceError, bank_data, spliced
from quizapp.domain.bank.translation import quiz_texts
from quizapp.domain.bank.translations.article_reading import section_texts
from quizapp.domain.bank.translations.pairing import text_fields
from quizapp.domain.bank.translations.stamps import item_stamp, section_name, section_stamp
from quizapp.domain.bank.yaml_text import Bare, yaml_group

_HEAD = """\
# Every text below stands in the original's words: put yours in its place. Ids stay as they are,
# and so does the order of options, gaps and passages. `quizapp check` says what is still to do.
"""


def skeleton(bank: Bank, text: str, version_id: str, language: str, name: str) -> str:
    """Return the text of a new translation, in which all that is to be translated stands ready."""
    head = {"translation": Bare("1"), "of": bank.id, "id": version_id, "name": name}
    parts = {**head, "language": language, "title": bank.title, **_body(bank, text)}
    return _HEAD + yaml_group(parts, 0)


def stamped(translation: str, bank: Bank, text: str) -> str:
    """Return a translation's text that notes the original's texts as they are now.

    Raises:
        CannotSpliceError: It is no translation of this bank, or nothing can be noted in it.

    """
    told = bank_data(translation)
    if told.get("of") != bank.id:
        raise CannotSpliceError(f"It does not say `of: {bank.id}`, so it is not of this bank.")
    written = {str(each["id"]): each for each in bank_data(text)["items"]}
    items = {each: item_stamp(written[each]) for each in _ids(told, "items") if each in written}
    sections = _ids(told.get("article"), "sections")
    known = [section for section in bank.article.sections if section.id in sections]
    stamps = {section_name(section.id): section_stamp(section) for section in known} | items
    return spliced(translation, {**told, "originals": stamps})


def _ids(group: Any, name: str) -> list[str]:
    """Return the ids in a part of a translation; none where it is no group of them."""
    part = group.get(name) if isinstance(group, dict) else None
    return list(part) if isinstance(part, dict) else []


def _body(bank: Bank, text: str) -> dict[str, Any]:
    written = bank_data(text)["items"]
    sections = {each.id: section_texts(each) for each in bank.article.sections}
    quizzes = {quiz.id: quiz_texts(quiz) for quiz in bank.quizzes.values()}
    return {
        "article": {"sections": sections},
        "topics": dict(bank.topics),
        **({"quizzes": quizzes} if quizzes else {}),
        "items": {each["id"]: text_fields(bank.items[each["id"]].type, each) for each in written},
    }
