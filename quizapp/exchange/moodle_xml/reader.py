"""Moodle XML in: from a document to questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from quizapp.domain.bank.positions import Span
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.foreign_text import taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.gift.blocks import category_title
from quizapp.exchange.incoming import take
from quizapp.exchange.moodle_xml.gaps import take_gaps
from quizapp.exchange.results import Imported, failed
from quizapp.exchange.texts import decoded
from quizapp.exchange.xml_tree import BadXmlError, Tree, child, inner, parsed, text_at

_MARKUPS = {"markdown": "markdown", "plain_text": "plain"}
_LEFT = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_STANDARD = {
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
}


def read_moodle_xml(data: bytes) -> Imported:
    """Read the questions of a Moodle XML file, whatever the bytes are."""
    text, _ = decoded(data)
    try:
        tree = parsed(data)
    except BadXmlError as error:
        return failed("X601", error.message, error.span, text)
    if tree.root.tag != "quiz":
        message = f"Moodle's questions stand in `<quiz>`; this is `<{tree.root.tag}>`."
        return failed("X601", message, tree.span(tree.root), text)
    reader = _Reader(tree, Gathering(text))
    for element in tree.root.findall("question"):
        reader.take(element)
    return reader.into.imported()


class _Reader:
    """Takes one question after the other; a category holds for those that follow."""

    def __init__(self, tree: Tree, into: Gathering) -> None:
        self.into = into
        self._tree = tree
        self._topic = ""

    def take(self, element: Element) -> None:
        """Take one question, or note why it is left out."""
        kind = element.get("type", "")
        span = self._tree.span(element)
        if kind == "category":
            self._topic = category_title(text_at(element, "category", "text"))
        elif kind == "cloze":
            take_gaps(self._frame(element, span), self.into)
        elif kind in _KINDS:
            asked = _KINDS[kind](self, element, self._frame(element, span))
            self._note_left(element, span)
            take(asked, self.into)
        else:
            name = text_at(element, "name", "text") or "without a name"
            message = f"Left out: “{name.strip()[:80]}”, a question of the kind `{kind}`."
            self.into.note("X611", message, span)

    def _frame(self, element: Element, span: Span) -> Asked:
        """Return what all kinds of question share."""
        return Asked(
            kind="one",
            stem=self._text(element, "questiontext"),
            answers=(),
            name=text_at(element, "name", "text").strip(),
            item_id=text_at(element, "idnumber").strip(),
            topic=self._topic,
            hints=tuple(filter(None, map(self._formatted, element.findall("hint")))),
            explanation=self._text(element, "generalfeedback"),
            labels=tuple(
                text_at(tag, "text").strip()
                for tag in element.findall("tags/tag")
                if text_at(tag, "text").strip()
            ),
            span=span,
        )

    def _text(self, element: Element, name: str) -> str:
        part = child(element, name)
        return self._formatted(part) if part is not None else ""

    def _formatted(self, part: Element) -> str:
        markup = _MARKUPS.get(part.get("format", "html"), "html")
        if part.find("file") is not None:
            self.into.note("X613", "A file within the text was left out.", self._tree.span(part))
        text = child(part, "text")
        if text is not None and len(text):  # tags that should have been escaped, and were not
            return taken_text(inner(text), "html", self.into, self._tree.span(part))
        return taken_text(text_at(part, "text"), markup, self.into, self._tree.span(part))

    def _answers(self, element: Element) -> Iterator[Answer]:
        for answer in element.findall("answer"):
            share = self._share(answer)
            yield Answer(self._formatted(answer), share, self._text(answer, "feedback"))

    def _share(self, answer: Element) -> float:
        try:
            return float(answer.get("fraction", "0")) / 100
        except ValueError:
            message = f"The fraction “{answer.get('fraction')}” is not a number; it counts as 0."
            self.into.note("X605", message, self._tree.span(answer))
            return 0.0

    def _choices(self, element: Element, frame: Asked) -> Asked:
        is_single = text_at(element, "single").strip().lower() in {"", "true", "1"}
        answers = tuple(self._answers(element))
        return replace(frame, kind="one" if is_single else "many", answers=answers)

    def _truth(self, element: Element, frame: Asked) -> Asked:
        return replace(frame, kind="truth", answers=tuple(self._answers(element)))

    def _words(self, element: Element, frame: Asked) -> Asked:
        return replace(frame, kind="words", answers=tuple(self._answers(element)))

    def _numbers(self, element: Element, frame: Asked) -> Asked:
        for answer in element.findall("answer"):
            tolerance = text_at(answer, "tolerance").strip()
            if tolerance.strip("0."):
                message = (
                    f"Only the number itself is right here, without the tolerance {tolerance}."
                )
                self.into.note("X614", message, self._tree.span(answer))
        if element.find("units/unit") is not None:
            self.into.note("X613", "The units of the number were left out.", frame.span)
        return self._words(element, frame)

    def _pairs(self, element: Element, frame: Asked) -> Asked:
        pairs = tuple(
            Answer(self._formatted(part), 1.0, "", text_at(part, "answer", "text").strip())
            for part in element.findall("subquestion")
        )
        return replace(frame, kind="pairs", answers=pairs)

    def _note_left(self, element: Element, span: Span) -> None:
        """Note the feedback that depends on the mark, unless it says what Moodle always says."""
        texts = {name: self._text(element, name) for name in _LEFT}
        said = [name for name, text in texts.items() if text and text not in _STANDARD]
        if said:
            self.into.note("X613", f"There is no place for {', '.join(said)}.", span)
        self._note_marking(element, span)

    def _note_marking(self, element: Element, span: Span) -> None:
        penalty = text_at(element, "penalty").strip()
        grade = text_at(element, "defaultgrade").strip()
        if grade and grade.strip("0.") not in {"1", ""}:
            self.into.note("X613", f"Every item counts 1 here, not {grade}.", span)
        if penalty and element.get("type") == "shortanswer" and text_at(element, "usecase") == "1":
            self.into.note("X614", "Capitals do not count here.", span)


_KINDS: dict[str, Callable[[_Reader, Element, Asked], Asked]] = {
    "multichoice": _Reader._choices,
    "truefalse": _Reader._truth,
    "shortanswer": _Reader._words,
    "numerical": _Reader._numbers,
    "matching": _Reader._pairs,
}
