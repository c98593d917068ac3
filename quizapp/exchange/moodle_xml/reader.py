"""Moodle XML in: from a document to questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import quote
from xml.etree.ElementTree import Element

from quizapp.domain.bank.positions import Span
from quizapp.domain.shortening import shortened
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.decoding import decoded
from quizapp.exchange.foreign_text import HTML, MARKDOWN, PLAIN, taken_text
from quizapp.exchange.gapped import take_gapped
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.gift.blocks import category_title
from quizapp.exchange.incoming import take
from quizapp.exchange.moodle_xml.gaps import gap_of, parted, unknown_kinds
from quizapp.exchange.numbers import finite, is_number
from quizapp.exchange.pictures_in import decoded_file
from quizapp.exchange.results import Imported, failed
from quizapp.exchange.short_answers import with_case_minded
from quizapp.exchange.wildcards import exact_words
from quizapp.exchange.xml_tree import BadXmlError, Tree, child, inner, parsed_in_parts, text_at

_MARKUPS = {"markdown": "markdown", "plain_text": "plain"}
_LEFT = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_STANDARD = {
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
}
_NO = {"false", "0"}
_WHOLE = {"ALL_OR_NOTHING", "-1"}
"""How an order is marked of which no part counts."""


def read_moodle_xml(data: bytes) -> Imported:
    """Read the questions of a Moodle XML file, whatever the bytes are."""
    text, _ = decoded(data)
    try:
        tree = parsed_in_parts(data, text, "question")
    except BadXmlError as error:
        return failed("X601", error.message, error.span, text)
    if tree.root.tag != "quiz":
        message = f"Moodle's questions stand in `<quiz>`; this is `<{tree.root.tag}>`."
        return failed("X601", message, tree.span(tree.root), text)
    reader = _Reader(tree, Gathering(text))
    for fault in tree.faults:
        reader.into.note("X605", f"Left out: {fault.message}", fault.span)
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
            self._take_cloze(element, span)
        elif kind in _KINDS:
            asked = _KINDS[kind](self, element, self._frame(element, span))
            self._note_left(element, span)
            take(asked, self.into)
        else:
            name = text_at(element, "name", "text") or "without a name"
            message = f"Left out: “{shortened(name.strip(), 80)}”, a question of the kind `{kind}`."
            self.into.note("X611", message, span)

    def _take_cloze(self, element: Element, span: Span) -> None:
        """Take a text with embedded answers; they are parted from it before it is converted."""
        part = child(element, "questiontext")
        raw, embedded = parted(self._raw(part)) if part is not None else ("", [])
        unknown = unknown_kinds(embedded)
        if part is None or unknown or not embedded:
            what = f"gaps of the kind {', '.join(unknown)}" if unknown else "a text without gaps"
            self.into.note("X611", f"Left out: {what}.", span)
            return
        text_of = partial(taken_text, markup=self._markup(part), into=self.into, span=span)
        asked = replace(self._frame(element, span), stem=text_of(raw))
        gapped = [gap_of(each, asked, text_of, self.into) for each in embedded]
        self._note_left(element, span)
        take_gapped(asked, gapped, self.into)

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
        raw = self._raw(part)
        for file in part.findall("file"):
            raw = self._with_file(raw, file, self._tree.span(part))
        return taken_text(raw, self._markup(part), self.into, self._tree.span(part))

    def _with_file(self, raw: str, file: Element, span: Span) -> str:
        """Keep a file of a text, and return the text with the name that the file has now."""
        name, content = file.get("name", "").strip(), decoded_file(file.text or "")
        kept = self.into.media.add(name, content) if name and content is not None else None
        if kept is None:
            self.into.note("X613", "A file within the text was left out.", span)
            return raw
        for written in {name, quote(name)} if kept != name else ():
            raw = raw.replace(f"@@PLUGINFILE@@/{written}", f"@@PLUGINFILE@@/{quote(kept)}")
        return raw

    def _raw(self, part: Element) -> str:
        text = child(part, "text")
        return inner(text) if text is not None and len(text) else text_at(part, "text")

    def _markup(self, part: Element) -> str:
        text = child(part, "text")
        if text is not None and len(text):  # tags that should have been escaped, and were not
            return HTML
        return _MARKUPS.get(part.get("format", "html"), HTML)

    def _answers(self, element: Element) -> Iterator[Answer]:
        for answer in element.findall("answer"):
            share = self._share(answer)
            yield Answer(self._formatted(answer), share, self._text(answer, "feedback"))

    def _share(self, answer: Element) -> float:
        fraction = answer.get("fraction", "0")
        if not is_number(fraction):
            message = f"The fraction “{shortened(fraction, 40)}” is not a number; it counts as 0."
            self.into.note("X605", message, self._tree.span(answer))
        return finite(fraction) / 100

    def _choices(self, element: Element, frame: Asked) -> Asked:
        is_single = text_at(element, "single").strip().lower() in {"", "true", "1"}
        answers = tuple(self._answers(element))
        return replace(
            frame,
            kind="one" if is_single else "many",
            answers=answers,
            is_ordered=text_at(element, "shuffleanswers").strip().lower() in _NO,
        )

    def _truth(self, element: Element, frame: Asked) -> Asked:
        return replace(frame, kind="truth", answers=tuple(self._answers(element)))

    def _words(self, element: Element, frame: Asked) -> Asked:
        is_cased = text_at(element, "usecase").strip().lower() in {"1", "true"}
        labels = with_case_minded(frame.labels) if is_cased else frame.labels
        return replace(frame, kind="words", answers=tuple(self._exact(element)), labels=labels)

    def _exact(self, element: Element) -> Iterator[Answer]:
        parts = element.findall("answer")
        for part, answer in zip(parts, self._answers(element), strict=True):
            markup, span = self._markup(part), self._tree.span(part)
            if "*" not in answer.text or markup == MARKDOWN:
                yield answer
            elif words := exact_words(self._raw(part), self.into, span):
                yield replace(answer, text=taken_text(words, markup, self.into, span))

    def _numbers(self, element: Element, frame: Asked) -> Asked:
        parts = element.findall("answer")
        answers = tuple(
            replace(answer, tolerance=text_at(part, "tolerance").strip())
            for part, answer in zip(parts, self._answers(element), strict=True)
        )
        return replace(frame, kind="number", answers=answers, unit=self._unit(element, frame))

    def _unit(self, element: Element, frame: Asked) -> str:
        """Return the unit that the number is in; others, with a factor, have no place here."""
        units = element.findall("units/unit")
        own = [unit for unit in units if finite(text_at(unit, "multiplier"), 1.0) == 1]
        if len(units) > 1 or len(own) < len(units):
            self.into.note("X613", "Other units of the number were left out.", frame.span)
        return text_at(own[0], "unit_name").strip() if own else ""

    def _order(self, element: Element, frame: Asked) -> Asked:
        """Return what is to be put in order: Moodle lists it in its right one."""
        if text_at(element, "selecttype").strip().upper() not in {"", "ALL", "0"}:
            self.into.drop("that only some of the entries are asked (`selecttype`)", frame.span)
        answers = tuple(Answer(self._formatted(part), 1.0) for part in element.findall("answer"))
        is_exact = text_at(element, "gradingtype").strip().upper() in _WHOLE
        labels = {*frame.labels, "credit:exact"} if is_exact else frame.labels
        return replace(frame, kind="order", answers=answers, labels=tuple(labels))

    def _pairs(self, element: Element, frame: Asked) -> Asked:
        pairs = tuple(
            Answer(self._formatted(part), 1.0, "", self._partner(part))
            for part in element.findall("subquestion")
        )
        return replace(frame, kind="pairs", answers=pairs)

    def _partner(self, part: Element) -> str:
        """Return what matches: Moodle keeps it as plain text, in a list to choose from."""
        words = text_at(part, "answer", "text")
        return taken_text(words, PLAIN, self.into, self._tree.span(part))

    def _note_left(self, element: Element, span: Span) -> None:
        """Note the feedback that depends on the mark, unless it says what Moodle always says."""
        texts = {name: self._text(element, name) for name in _LEFT}
        said = [name for name, text in texts.items() if text and text not in _STANDARD]
        if said:
            self.into.note("X613", f"There is no place for {', '.join(said)}.", span)
        self._note_marking(element, span)

    def _note_marking(self, element: Element, span: Span) -> None:
        grade = text_at(element, "defaultgrade").strip()
        if grade and finite(grade, 1.0) != 1:
            self.into.drop(f"its mark of {grade}, every question counts 1 (`defaultgrade`)", span)


_KINDS: dict[str, Callable[[_Reader, Element, Asked], Asked]] = {
    "multichoice": _Reader._choices,
    "truefalse": _Reader._truth,
    "shortanswer": _Reader._words,
    "numerical": _Reader._numbers,
    "matching": _Reader._pairs,
    "ordering": _Reader._order,
}
