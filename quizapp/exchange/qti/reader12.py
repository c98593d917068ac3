"""QTI 1.2 in: the items of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from xml.etree.ElementTree import Element

from quizapp.exchange.asked import GAP_MARK, Answer, Asked, Kind
from quizapp.exchange.foreign_text import HTML, PLAIN, taken_text
from quizapp.exchange.gapped import MARK, Gap, take_gapped
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.numbers import finite, is_number, middle_of
from quizapp.exchange.qti.markup import item_id_of, last_fixed, name_of, xhtml
from quizapp.exchange.xml_tree import Tree, text_at

GENERAL = "general_fb"
_BOUNDS = ("vargte", "varlte")
_RANGES = {"vargt", "varlt", *_BOUNDS}
_SEVERAL = {
    "matching_question",
    "fill_in_multiple_blanks_question",
    "multiple_dropdowns_question",
}
_OTHER_FEEDBACK = {"correct_fb", "general_incorrect_fb"}


def take_items12(root: Element, tree: Tree, into: Gathering) -> None:
    """Take the items of a document, or note why they are left out."""
    for item in root.iter("item"):
        _Reader(item, tree, into).take()


class _Reader:
    """Reads one item."""

    def __init__(self, item: Element, tree: Tree, into: Gathering) -> None:
        self._item = item
        self._span = tree.span(item)
        self._into = into
        self._name = item.get("ident", "")
        self._data = {
            text_at(field, "fieldlabel"): text_at(field, "fieldentry")
            for field in item.iter("qtimetadatafield")
        }

    def take(self) -> None:
        """Take the item."""
        choices = list(self._item.iter("response_lid"))
        words = list(self._item.iter("response_str"))
        kind = self._data.get("question_type", "")
        if len(choices) > 1 and kind in _SEVERAL:
            self._note_left()
            self._take_several(choices, kind)
            return
        is_words = not choices and len(words) == 1 and "essay" not in kind
        if not is_words and len(choices) != 1:
            told = kind or f"one with {len(choices) + len(words)} responses"
            message = f"Left out: `{self._name}`, a question of the kind {told}."
            self._into.note("X611", message, self._span)
            return
        answers = tuple(self._words() if is_words else self._choices(choices[0]))
        kind_told: Kind = "words" if is_words else self._kind(choices[0], answers)
        if is_words and kind == "numerical_question":
            kind_told, answers = "number", tuple(self._numbers(answers))
        self._note_left(has_bounds=kind_told == "number" and self._bounds() is not None)
        asked = replace(self._framed(), kind=kind_told, answers=answers)
        take(asked if is_words else self._ordered(asked, choices[0]), self._into)

    def _ordered(self, asked: Asked, response: Element) -> Asked:
        """Return the question with what is said of the order of its choices."""
        shuffles = [each.get("shuffle", "").lower() for each in response.iter("render_choice")]
        labels = response.iter("response_label")
        places = last_fixed([each.get("rshuffle", "").lower() == "no" for each in labels])
        is_ordered = "no" in shuffles or len(places) == len(asked.answers)
        return replace(asked, is_ordered=is_ordered, pinned=() if is_ordered else places)

    def _take_several(self, responses: list[Element], kind: str) -> None:
        """Take what Canvas asks in one question: pairs to be matched, or several blanks."""
        if kind == "matching_question":
            pairs = tuple(self._matched(responses))
            take(replace(self._framed(), kind="pairs", answers=pairs), self._into)
            return
        names = [f"[{self._material(each).strip()}]" for each in responses]
        written = "".join(each.text or "" for each in self._item.iter("mattext"))
        in_order = sorted(
            zip(names, responses, strict=True), key=lambda pair: written.find(pair[0])
        )
        gapped = [self._gap(each, is_choice="dropdown" in kind) for _, each in in_order]
        take_gapped(self._framed(tuple(name for name, _ in in_order)), gapped, self._into)

    def _matched(self, responses: list[Element]) -> Iterator[Answer]:
        unused: dict[str, str] = {}
        for response in responses:
            texts = self._labels(response)
            right = self._right_of(response)
            partner = next((texts[name] for name in right if name in texts), "")
            unused |= dict.fromkeys(texts.values(), "")
            yield Answer(self._material(response), 1.0, "", partner)
        used = {self._labels(each).get(name) for each in responses for name in self._right_of(each)}
        yield from (Answer("", partner=text) for text in unused if text not in used)

    def _gap(self, response: Element, *, is_choice: bool) -> Gap:
        right = self._right_of(response)
        return Gap(
            tuple(
                Answer(text, float(not is_choice or name in right))
                for name, text in self._labels(response).items()
            ),
            is_choice,
        )

    def _labels(self, response: Element) -> dict[str, str]:
        return {
            label.get("ident", ""): self._material(label)
            for label in response.iter("response_label")
        }

    def _right_of(self, response: Element) -> list[str]:
        return self._right_by_response.get(response.get("ident"), [])

    @cached_property
    def _right_by_response(self) -> dict[str | None, list[str]]:
        found: dict[str | None, list[str]] = {}
        for condition in self._item.iter("respcondition"):
            for each in condition.iter("varequal") if self._mark(condition) > 0 else ():
                found.setdefault(each.get("respident"), []).append((each.text or "").strip())
        return found

    def _framed(self, gap_names: tuple[str, ...] = ()) -> Asked:
        """Return what all questions share; the first of each name in the text becomes a mark."""
        presentation = self._item.find("presentation")
        stem = self._material(presentation, gap_names) if presentation is not None else ""
        return Asked(
            kind="one",
            stem=stem,
            answers=(),
            item_id=item_id_of(self._name),
            name=name_of(self._item.get("title", "")),
            topic=self._data.get("quizapp_topic", ""),
            explanation=self._feedback(GENERAL),
            labels=tuple(self._data.get("quizapp_labels", "").split()),
            span=self._span,
        )

    def _kind(self, response: Element, answers: tuple[Answer, ...]) -> Kind:
        if {answer.text.lower() for answer in answers} == {"true", "false"}:
            return "truth"
        return "many" if response.get("rcardinality", "").lower() == "multiple" else "one"

    def _choices(self, response: Element) -> Iterator[Answer]:
        right = self._right()
        is_many = response.get("rcardinality", "").lower() == "multiple"
        fair = 1 / max(1, len(right)) if is_many else 1.0
        for label in response.iter("response_label"):
            name = label.get("ident", "")
            wrong = -fair if is_many else 0.0
            share = (fair if is_many else right[name]) if name in right else wrong
            yield Answer(self._material(label), share, self._feedback_of(name))

    def _words(self) -> Iterator[Answer]:
        right = self._right()
        for word, share in {**dict.fromkeys(self._told(), 0.0), **right}.items():
            text = taken_text(word, PLAIN, self._into, self._span)
            yield Answer(text, share, "" if word in right else self._feedback_of(word))

    def _told(self) -> Iterator[str]:
        """Yield the words that a condition of their own tells something of."""
        return filter(self._feedback_of, self._shown_for)

    def _numbers(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        """Yield numbers with their tolerance; one between two bounds is the middle of these."""
        bounds = self._bounds()
        known = list(answers)
        for answer in known:
            yield replace(answer, tolerance=bounds[1] if bounds and answer is known[0] else "")
        if bounds and not known:
            yield Answer(bounds[0], 1.0, tolerance=bounds[1])

    def _bounds(self) -> tuple[str, str] | None:
        """Return the middle of the first two bounds, and how far they are from it."""
        least, most = (
            next(((each.text or "").strip() for each in self._item.iter(name)), "")
            for name in _BOUNDS
        )
        return middle_of(least, most)

    def _right(self) -> dict[str, float]:
        """Map the responses that earn a mark to their shares of the best one.

        Those under `not` have to be absent.
        """
        marks: dict[str, float] = {}
        for condition in self._item.iter("respcondition"):
            mark = self._mark(condition)
            denied = {id(each) for no in condition.iter("not") for each in no.iter("varequal")}
            for each in condition.iter("varequal") if mark > 0 else ():
                if id(each) not in denied:
                    name = (each.text or "").strip()
                    marks[name] = max(mark, marks.get(name, 0.0))
        best = max(marks.values(), default=1.0)
        return {name: mark / best for name, mark in marks.items()}

    def _mark(self, condition: Element) -> float:
        """Return what a condition earns; some take from the mark instead."""
        marks = [
            (each.text or "0").strip() or "0"
            for each in condition.iter("setvar")
            if each.get("action", "Set").lower() in {"set", "add"}
        ]
        if not all(map(is_number, marks)):
            self._into.note("X605", f"A mark of `{self._name}` is not a number.", self._span)
        return max(map(finite, marks), default=0.0)

    def _feedback_of(self, name: str) -> str:
        """Return the feedback that a condition on this choice alone shows."""
        return self._feedback(self._shown_for.get(name, ""))

    @cached_property
    def _shown_for(self) -> dict[str, str]:
        """The names of feedback by the choices on which alone it is shown; looked for once."""
        shown: dict[str, str] = {}
        for condition in self._item.iter("respcondition"):
            equals = list(condition.iter("varequal"))
            names = (each.get("linkrefid", "") for each in condition.iter("displayfeedback"))
            own = next((name for name in names if name != GENERAL), None)
            if len(equals) == 1 and own is not None:
                shown.setdefault((equals[0].text or "").strip(), own)
        return shown

    def _feedback(self, name: str) -> str:
        feedback = self._feedbacks.get(name)
        if feedback is None:
            return ""
        return "\n\n".join(map(self._text, feedback.iter("mattext"))).strip()

    @cached_property
    def _feedbacks(self) -> dict[str, Element]:
        """The elements of feedback by their names; the first of a name counts."""
        found: dict[str, Element] = {}
        for each in self._item.iter("itemfeedback"):
            found.setdefault(each.get("ident", ""), each)
        return found

    def _material(self, parent: Element, gap_names: tuple[str, ...] = ()) -> str:
        """Return the texts of an element's own material; a response's is not the question's."""
        texts = []
        for child in parent:
            if child.tag == "material":
                texts += [self._text(each, gap_names) for each in child.iter("mattext")]
            elif child.tag in {"flow", "flow_mat"}:
                texts.append(self._material(child, gap_names))
        return "\n\n".join(text for text in texts if text)

    def _text(self, mattext: Element, gap_names: tuple[str, ...] = ()) -> str:
        is_plain = mattext.get("texttype", "text/plain") == "text/plain"
        html = xhtml(mattext) if len(mattext) else mattext.text or ""
        for name in gap_names:
            html = html.replace(name, MARK, 1).replace(name, GAP_MARK)
        return taken_text(html, PLAIN if is_plain else HTML, self._into, self._span)

    def _note_left(self, *, has_bounds: bool = False) -> None:
        left = _RANGES.difference(_BOUNDS if has_bounds else ())
        if any(each.tag in left for each in self._item.iter()):
            message = f"Only the number itself is right here, without the range of `{self._name}`."
            self._into.note("X614", message, self._span)
        if not _OTHER_FEEDBACK.isdisjoint(self._feedbacks):
            message = f"Feedback of `{self._name}` for right or wrong as a whole is left out."
            self._into.note("X613", message, self._span)
