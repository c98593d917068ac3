"""QTI 2.1 and 2.2 in: one item."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizapp.exchange.asked import GAP_MARK, Answer, Asked, Kind
from quizapp.exchange.foreign_text import HTML, taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.qti.markup import GAP, item_id_of, name_of, xhtml
from quizapp.exchange.xml_tree import Tree

_INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
_KNOWN = ("choiceInteraction", *_INLINE)
_NO_TEXT = ("choiceInteraction", "rubricBlock", "feedbackBlock", "feedbackInline")


def take_item21(root: Element, tree: Tree, into: Gathering) -> None:
    """Take one `assessmentItem`, or note why it is left out."""
    _Reader(root, tree, into).take()


class _Reader:
    """Reads one item."""

    def __init__(self, root: Element, tree: Tree, into: Gathering) -> None:
        self._root = root
        self._span = tree.span(root)
        self._into = into
        self._name = root.get("identifier", "")

    def take(self) -> None:
        """Take the item, or note why it is left out."""
        interactions = [each for each in self._root.iter() if each.tag.endswith("Interaction")]
        body = self._root.find("itemBody")
        if body is None or len(interactions) != 1 or interactions[0].tag not in _KNOWN:
            self._note_left_out(interactions)
            return
        if any(each.tag in {"rubricBlock", "stylesheet"} for each in self._root.iter()):
            self._into.note("X613", f"The rubric of `{self._name}` is left out.", self._span)
        take(self._asked(body, interactions[0]), self._into)

    def _note_left_out(self, interactions: list[Element]) -> None:
        kinds = ", ".join(sorted({each.tag for each in interactions})) or "nothing that is asked"
        message = f"Left out: `{self._name}`, with {len(interactions)} interactions ({kinds})."
        self._into.note("X611", message, self._span)

    def _asked(self, body: Element, interaction: Element) -> Asked:
        stem, after = self._stem(body, interaction)
        answers = tuple(self._answers(interaction))
        return Asked(
            kind=self._kind(interaction, answers),
            stem=stem,
            answers=answers,
            after=after,
            item_id=item_id_of(self._name),
            topic=self._root.get("title", "") if self._root.get("label") else "",
            name=name_of(self._root.get("title", "")),
            explanation=self._explanation(),
            labels=tuple(self._root.get("label", "").split()),
            span=self._span,
        )

    def _stem(self, body: Element, interaction: Element) -> tuple[str, str]:
        """Return the text before the gap and after it; of other questions, the whole text."""
        whole = self._text(xhtml(body, _NO_TEXT, _INLINE))
        prompt = interaction.find("prompt")
        if prompt is not None:
            whole = f"{whole}\n\n{self._text(xhtml(prompt))}".strip()
        before, gap, after = whole.partition(GAP)
        if not gap:
            return whole, ""
        if not after.strip() and before != before.rstrip("\n"):
            return before.strip(), ""
        return (before, after) if after.strip() else (f"{before}{GAP_MARK}", "")

    def _text(self, html: str) -> str:
        return taken_text(html, HTML, self._into, self._span)

    def _kind(self, interaction: Element, answers: tuple[Answer, ...]) -> Kind:
        if interaction.tag == "textEntryInteraction":
            return "words"
        if {answer.text.lower() for answer in answers} == {"true", "false"}:
            return "truth"
        return "many" if self._is_many else "one"

    @property
    def _is_many(self) -> bool:
        declared = self._root.find("responseDeclaration")
        return declared is not None and declared.get("cardinality") == "multiple"

    def _answers(self, interaction: Element) -> Iterator[Answer]:
        shares = self._shares()
        if interaction.tag == "textEntryInteraction":
            yield from (Answer(text, share) for text, share in shares.items() if share > 0)
            return
        feedback = self._feedback()
        for choice in interaction:
            if choice.tag in {"simpleChoice", "inlineChoice"}:
                name = choice.get("identifier", "")
                inline = choice.find("feedbackInline")
                said = self._text(xhtml(inline)) if inline is not None else ""
                text = self._text(xhtml(choice, ("feedbackInline",)))
                yield Answer(text, shares.get(name, 0.0), said or feedback.get(name, ""))

    def _shares(self) -> dict[str, float]:
        """Map each response to its share: by the mapping if there is one, else by what is right."""
        values = self._root.iterfind("responseDeclaration/correctResponse/value")
        right = [(value.text or "").strip() for value in values]
        entries = list(self._root.iterfind("responseDeclaration/mapping/mapEntry"))
        if entries and (self._is_many or not right):
            return self._mapped(entries)
        return self._fair_shares(right) if self._is_many else dict.fromkeys(right, 1.0)

    def _fair_shares(self, right: list[str]) -> dict[str, float]:
        fair = 1 / max(1, len(right))
        names = (each.get("identifier", "") for each in self._root.iter("simpleChoice"))
        return {name: fair if name in right else -fair for name in names}

    def _mapped(self, entries: list[Element]) -> dict[str, float]:
        try:
            values = {e.get("mapKey", ""): float(e.get("mappedValue", "0")) for e in entries}
        except ValueError:
            self._into.note("X605", f"A weight of `{self._name}` is not a number.", self._span)
            return {}
        total = sum(value for value in values.values() if value > 0)
        most = total if self._is_many else max(values.values(), default=0.0)
        return {name: value / most for name, value in values.items()} if most > 0 else {}

    def _feedback(self) -> dict[str, str]:
        return {
            each.get("identifier", ""): self._text(xhtml(each))
            for each in self._root.iterfind("modalFeedback")
            if each.get("outcomeIdentifier") != "EXPLANATION"
        }

    def _explanation(self) -> str:
        """Return the general feedback, and note feedback that belongs to no choice."""
        choices = {each.get("identifier") for each in self._root.iter() if "Choice" in each.tag}
        said = ""
        for each in self._root.iterfind("modalFeedback"):
            if each.get("outcomeIdentifier") == "EXPLANATION":
                said = self._text(xhtml(each))
            elif each.get("identifier") not in choices:
                message = f"Feedback of `{self._name}` is left out: `{each.get('identifier')}`."
                self._into.note("X613", message, self._span)
        return said
