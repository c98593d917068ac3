"""QTI 1.2 in: the items of a document."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizapp.exchange.asked import Answer, Asked, Kind
from quizapp.exchange.foreign_text import HTML, PLAIN, taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.qti.markup import item_id_of, name_of, xhtml
from quizapp.exchange.xml_tree import Tree, text_at

GENERAL = "general_fb"
_RANGES = {"vargt", "vargte", "varlt", "varlte"}
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
        is_words = not choices and len(words) == 1 and "essay" not in kind
        if not is_words and len(choices) != 1:
            told = kind or f"one with {len(choices) + len(words)} responses"
            message = f"Left out: `{self._name}`, a question of the kind {told}."
            self._into.note("X611", message, self._span)
            return
        presentation = self._item.find("presentation")
        stem = self._material(presentation) if presentation is not None else ""
        answers = tuple(self._words() if is_words else self._choices(choices[0]))
        asked = Asked(
            kind="words" if is_words else self._kind(choices[0], answers),
            stem=stem,
            answers=answers,
            item_id=item_id_of(self._name),
            name=name_of(self._item.get("title", "")),
            topic=self._data.get("quizapp_topic", ""),
            explanation=self._feedback(GENERAL),
            labels=tuple(self._data.get("quizapp_labels", "").split()),
            span=self._span,
        )
        self._note_left()
        take(asked, self._into)

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
            share = fair if name in right else wrong
            yield Answer(self._material(label), share, self._feedback_of(name))

    def _words(self) -> Iterator[Answer]:
        for word in self._right():
            yield Answer(taken_text(word, PLAIN, self._into, self._span), 1.0)

    def _right(self) -> list[str]:
        """Return the responses that earn a mark; those under `not` have to be absent."""
        names: dict[str, None] = {}
        for condition in self._item.iter("respcondition"):
            if self._earns(condition):
                denied = {id(each) for no in condition.iter("not") for each in no.iter("varequal")}
                names.update(
                    ((each.text or "").strip(), None)
                    for each in condition.iter("varequal")
                    if id(each) not in denied
                )
        return list(names)

    def _earns(self, condition: Element) -> bool:
        try:
            return any(float((each.text or "0").strip()) > 0 for each in condition.iter("setvar"))
        except ValueError:
            self._into.note("X605", f"A mark of `{self._name}` is not a number.", self._span)
            return False

    def _feedback_of(self, name: str) -> str:
        """Return the feedback that a condition on this choice alone shows."""
        for condition in self._item.iter("respcondition"):
            equals = list(condition.iter("varequal"))
            if len(equals) == 1 and (equals[0].text or "").strip() == name:
                for shown in condition.iter("displayfeedback"):
                    if shown.get("linkrefid") != GENERAL:
                        return self._feedback(shown.get("linkrefid", ""))
        return ""

    def _feedback(self, name: str) -> str:
        matching = (each for each in self._item.iter("itemfeedback") if each.get("ident") == name)
        feedback = next(matching, None)
        if feedback is None:
            return ""
        return "\n\n".join(map(self._text, feedback.iter("mattext"))).strip()

    def _material(self, parent: Element) -> str:
        """Return the texts of an element's own material; a response's is not the question's."""
        texts = []
        for child in parent:
            if child.tag == "material":
                texts += [self._text(each) for each in child.iter("mattext")]
            elif child.tag in {"flow", "flow_mat"}:
                texts.append(self._material(child))
        return "\n\n".join(text for text in texts if text)

    def _text(self, mattext: Element) -> str:
        is_plain = mattext.get("texttype", "text/plain") == "text/plain"
        html = xhtml(mattext) if len(mattext) else mattext.text or ""
        return taken_text(html, PLAIN if is_plain else HTML, self._into, self._span)

    def _note_left(self) -> None:
        if any(each.tag in _RANGES for each in self._item.iter()):
            message = f"Only the number itself is right here, without the range of `{self._name}`."
            self._into.note("X614", message, self._span)
        idents = {each.get("ident", "") for each in self._item.iter("itemfeedback")}
        if idents & _OTHER_FEEDBACK:
            message = f"Feedback of `{self._name}` for right or wrong as a whole is left out."
            self._into.note("X613", message, self._span)
