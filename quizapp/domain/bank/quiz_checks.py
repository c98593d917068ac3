"""Quizzes that ask for what the bank does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quizapp.domain.bank.diagnostics import CODES, Findings, Severity
from quizapp.domain.bank.nodes import Mapping, Node, entries_at, key_at, node_at, text_at
from quizapp.domain.bank.schema import QuizForm
from quizapp.domain.bank.siblings import Siblings
from quizapp.domain.bank.suggestions import did_you_mean
from quizapp.domain.bank.validation import Forms
from quizapp.domain.items import ItemForm


@dataclass(frozen=True)
class Supply:
    """The items that quizzes can draw on; an item with errors counts as one that can be asked."""

    ids: Collection[str]
    unaskable: Collection[str]
    topics: Collection[str] | None
    by_topic: Counter[str]


def check_quizzes(forms: Forms, siblings: Siblings, findings: Findings) -> None:
    """Note every quiz that asks for items the bank does not have, or for what cannot be."""
    supply = _supply(forms, siblings)
    for quiz, node in forms.quizzes:
        if (quiz.items is None) == (quiz.pick is None):
            said = "neither `items` nor `pick`" if quiz.pick is None else "both `items` and `pick`"
            findings.add_at("B221", f"The quiz has {said}.", node)
        if quiz.second_try is not None and quiz.feedback != "after-each":
            problem = "Feedback comes at the end of this quiz, too late for a second try."
            findings.add_at("B228", problem, key_at(node, ("second_try",)) or node)
        _check_listed(quiz, node, supply, findings)
        _check_picks(quiz, node, supply, findings)


def _supply(forms: Forms, siblings: Siblings) -> Supply:
    nodes = entries_at(forms.root, "items")
    topic_by_id = [
        (item_id, text_at(node, "topic")) for node in nodes if (item_id := text_at(node, "id"))
    ]
    unaskable = {item.id for item, _ in forms.items if _is_unaskable(item, siblings.of(item))}
    topics = forms.root.values.get("topics")
    return Supply(
        ids=dict(topic_by_id).keys(),
        unaskable=unaskable,
        topics=topics.keys if isinstance(topics, Mapping) else None,
        by_topic=Counter(
            topic for item_id, topic in topic_by_id if topic and item_id not in unaskable
        ),
    )


def _is_unaskable(item: ItemForm, siblings: Sequence[ItemForm]) -> bool:
    if item.can_be_asked(siblings):
        return False
    problems = item.problems(siblings)
    return all(CODES[problem.code].severity is not Severity.ERROR for problem in problems)


def _check_listed(quiz: QuizForm, node: Node, supply: Supply, findings: Findings) -> None:
    seen: set[str] = set()
    for at, item_id in enumerate(quiz.items or ()):
        place = node_at(node, ("items", at))
        if item_id in seen:
            findings.add_at("B304", f"`{item_id}` is in this quiz already.", place)
        elif item_id not in supply.ids:
            hint = did_you_mean(item_id, supply.ids)
            findings.add_at("B303", f"There is no item `{item_id}`.", place, hint)
        elif item_id in supply.unaskable:
            findings.add_at("B305", f"No quiz can ask `{item_id}`.", place)
        seen.add(item_id)


def _check_picks(quiz: QuizForm, node: Node, supply: Supply, findings: Findings) -> None:
    if isinstance(quiz.pick, int):
        available = supply.by_topic.total()
        if quiz.pick > available:
            message = f"The bank has {available} items that a quiz can ask."
            findings.add_at("B306", message, node_at(node, ("pick",)))
    for topic, count in quiz.pick.items() if isinstance(quiz.pick, dict) else ():
        if supply.topics is not None and topic not in supply.topics:
            hint = did_you_mean(topic, supply.topics)
            key = key_at(node, ("pick", topic)) or node
            findings.add_at("B302", f"There is no topic `{topic}`.", key, hint)
        elif count > supply.by_topic[topic]:
            message = f"The topic `{topic}` has {supply.by_topic[topic]} items that a quiz can ask."
            findings.add_at("B306", message, node_at(node, ("pick", topic)))
