"""QTI 2.1 and 2.2 in: one item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from quizapp.exchange.asked import GAP_MARK, Answer, Asked, Kind
from quizapp.exchange.foreign_text import HTML, taken_text
from quizapp.exchange.gapped import Gap, take_gapped
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.numbers import finite, is_number
from quizapp.exchange.qti.markup import GAP, item_id_of, last_fixed, name_of, xhtml
from quizapp.exchange.short_answers import with_case_minded
from quizapp.exchange.xml_tree import Tree

_INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
_KNOWN = ("choiceInteraction", "matchInteraction", "orderInteraction", *_INLINE)
_NO_TEXT = (
    "choiceInteraction",
    "matchInteraction",
    "orderInteraction",
    "rubricBlock",
    "feedbackBlock",
    "feedbackInline",
)


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
        are_gaps = len(interactions) > 1 and {each.tag for each in interactions} <= set(_INLINE)
        is_one = len(interactions) == 1 and interactions[0].tag in _KNOWN
        if body is None or not (is_one or are_gaps):
            self._note_left_out(interactions)
            return
        if any(each.tag in {"rubricBlock", "stylesheet"} for each in self._root.iter()):
            self._into.note("X613", f"The rubric of `{self._name}` is left out.", self._span)
        self._note_settings()
        if are_gaps:
            stem = self._text(xhtml(body, _NO_TEXT, _INLINE))
            take_gapped(self._framed(stem), list(map(self._gap, interactions)), self._into)
        elif interactions[0].tag == "matchInteraction":
            take(self._pairs(body, interactions[0]), self._into)
        elif interactions[0].tag == "orderInteraction":
            take(self._order(body, interactions[0]), self._into)
        else:
            take(self._asked(body, interactions[0]), self._into)

    def _note_settings(self) -> None:
        """Name what a bank has no place for."""
        fixed = [each for each in self._root.iter() if each.get("fixed") == "true"]
        kept = [each for one in self._root.iter("choiceInteraction") for each in _kept(one)]
        if any(each not in kept for each in fixed):
            self._into.drop("the fixed place of an option that is not last (`fixed`)", self._span)

    def _gap(self, interaction: Element) -> Gap:
        answers = tuple(self._answers(interaction))
        return Gap(answers, interaction.tag == "inlineChoiceInteraction")

    def _pairs(self, body: Element, interaction: Element) -> Asked:
        """Return what is to be matched: each of the first set with its partner in the second."""
        texts = {
            each.get("identifier", ""): self._text(xhtml(each))
            for each in interaction.iter("simpleAssociableChoice")
        }
        pairs = [tuple(value.split()) for value in self._right(interaction)]
        answers = tuple(
            Answer(texts.get(pair[0], ""), 1.0, "", texts.get(pair[1], ""))
            for pair in pairs
            if len(pair) == 2
        )
        used = {name for pair in pairs for name in pair}
        unused = tuple(Answer("", partner=texts[name]) for name in texts if name not in used)
        stem = self._stem(body, interaction)[0]
        found = replace(self._framed(stem), kind="pairs", answers=(*answers, *unused))
        if "type:sort" not in found.labels:
            return found
        boxes = {text: place for place, text in enumerate(texts.values())}
        in_order = sorted(found.answers, key=lambda answer: boxes.get(answer.partner, 0))
        return replace(found, answers=tuple(in_order))

    def _order(self, body: Element, interaction: Element) -> Asked:
        """Return what is to be put in order, as far as it has a place in the right one."""
        texts = {
            each.get("identifier", ""): self._text(xhtml(each, ("feedbackInline",)))
            for each in _choices(interaction)
        }
        right = self._right(interaction)
        if others := [texts[name] for name in texts if name not in right]:
            words = ", ".join(f"“{text}”" for text in others)
            message = f"Entries without a place in the right order were left out: {words}."
            self._into.note("X613", message, self._span)
        answers = tuple(Answer(texts[name], 1.0) for name in right if name in texts)
        stem = self._stem(body, interaction)[0]
        return replace(self._framed(stem), kind="order", answers=answers)

    def _framed(self, stem: str) -> Asked:
        labels = tuple(self._root.get("label", "").split())
        minds_case = any(e.get("caseSensitive") == "true" for e in self._root.iter("mapEntry"))
        return Asked(
            kind="one",
            stem=stem,
            answers=(),
            item_id=item_id_of(self._name),
            topic=self._root.get("title", "") if self._root.get("label") else "",
            name=name_of(self._root.get("title", "")),
            explanation=self._explanation(),
            labels=with_case_minded(labels) if minds_case else labels,
            span=self._span,
        )

    def _note_left_out(self, interactions: list[Element]) -> None:
        kinds = ", ".join(sorted({each.tag for each in interactions})) or "nothing that is asked"
        message = f"Left out: `{self._name}`, with {len(interactions)} interactions ({kinds})."
        self._into.note("X611", message, self._span)

    def _asked(self, body: Element, interaction: Element) -> Asked:
        stem, after = self._stem(body, interaction)
        answers = tuple(self._answers(interaction))
        kind = self._kind(interaction, answers)
        if kind == "number":
            answers = tuple(replace(each, tolerance=self._tolerance()) for each in answers)
        asked = replace(self._framed(stem), kind=kind, answers=answers, after=after)
        if interaction.tag != "choiceInteraction":
            return asked
        places = _last_places(interaction)
        is_ordered = _is_ordered(interaction)
        return replace(asked, is_ordered=is_ordered, pinned=() if is_ordered else places)

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
            declared = self._declared(interaction)
            base = declared.get("baseType", "") if declared is not None else ""
            return "number" if base in {"float", "integer"} else "words"
        if {answer.text.lower() for answer in answers} == {"true", "false"}:
            return "truth"
        return "many" if self._is_many(interaction) else "one"

    def _tolerance(self) -> str:
        """Return how far from the number is still right; other ways to compare are not read."""
        equal = next(self._root.iter("equal"), None)
        if equal is None or equal.get("toleranceMode") != "absolute":
            return ""
        ends = equal.get("tolerance", "").split()
        return ends[0] if len(set(ends)) == 1 else ""

    def _is_many(self, interaction: Element) -> bool:
        declared = self._declared(interaction)
        return declared is not None and declared.get("cardinality") == "multiple"

    def _declared(self, interaction: Element) -> Element | None:
        """Return the declaration of what is right here; the only one there is serves all."""
        name = interaction.get("responseIdentifier")
        declared = self._root.findall("responseDeclaration")
        own = (each for each in declared if each.get("identifier") == name)
        return next(own, declared[0] if len(declared) == 1 else None)

    def _right(self, interaction: Element) -> list[str]:
        declared = self._declared(interaction)
        values = declared.iterfind("correctResponse/value") if declared is not None else ()
        return [(value.text or "").strip() for value in values]

    def _answers(self, interaction: Element) -> Iterator[Answer]:
        shares = self._shares(interaction)
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

    def _shares(self, interaction: Element) -> dict[str, float]:
        """Map each response to its share: by the mapping if there is one, else by what is right."""
        right, is_many = self._right(interaction), self._is_many(interaction)
        declared = self._declared(interaction)
        entries = list(declared.iterfind("mapping/mapEntry")) if declared is not None else []
        mapped = self._mapped(entries, is_many=is_many) if entries else {}
        if right and mapped and _is_other(right, mapped, interaction):
            message = f"`{self._name}` says two things of which answer is right."
            self._into.note("X605", message, self._span)
            return {}
        if entries and (is_many or not right or interaction.tag == "textEntryInteraction"):
            return mapped
        return self._fair_shares(right) if is_many else dict.fromkeys(right, 1.0)

    def _fair_shares(self, right: list[str]) -> dict[str, float]:
        fair = 1 / max(1, len(right))
        names = (each.get("identifier", "") for each in self._root.iter("simpleChoice"))
        return {name: fair if name in right else -fair for name in names}

    def _mapped(self, entries: list[Element], *, is_many: bool) -> dict[str, float]:
        if not all(is_number(each.get("mappedValue", "0")) for each in entries):
            self._into.note("X605", f"A weight of `{self._name}` is not a number.", self._span)
            return {}
        values = {e.get("mapKey", ""): finite(e.get("mappedValue", "0")) for e in entries}
        total = sum(value for value in values.values() if value > 0)
        most = total if is_many else max(values.values(), default=0.0)
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


def _choices(interaction: Element) -> list[Element]:
    return [each for each in interaction if each.tag == "simpleChoice"]


def _last_places(interaction: Element) -> tuple[int, ...]:
    return last_fixed([each.get("fixed") == "true" for each in _choices(interaction)])


def _is_ordered(interaction: Element) -> bool:
    """Whether the choices are shown as they stand: said of them all, or of each."""
    is_said = interaction.get("shuffle") == "false"
    return is_said or len(_last_places(interaction)) == len(_choices(interaction))


def _kept(interaction: Element) -> list[Element]:
    """Return the choices whose fixed place a bank can say."""
    choices = _choices(interaction)
    if _is_ordered(interaction):
        return choices
    return [choices[place - 1] for place in _last_places(interaction)]


def _is_other(right: list[str], mapped: dict[str, float], interaction: Element) -> bool:
    """Whether the weights of choices make others right than the right answer that is declared."""
    if interaction.tag == "textEntryInteraction":
        return False
    earning = {name for name, share in mapped.items() if share > 0}
    best = {name for name in earning if mapped[name] >= max(mapped.values())}
    return not (set(right) <= earning and best <= set(right))
