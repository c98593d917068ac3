"""Hashes by which a revision of an item is found; neither ever leaves the server."""

from __future__ import annotations

import hashlib
import json

from quizapp.domain.items.content import ItemContent, Question, to_json


def content_hash(content: ItemContent) -> str:
    """Return the SHA-256 of the whole content: undoing an edit finds the old revision again."""
    return _sha256(to_json(content))


def marking_hash(content: ItemContent) -> str:
    """Return the SHA-256 of what marking depends on: options, keys, prompts, and how they count.

    Of what is typed, also how it is read.

    Left out, because no mark depends on it: wording, order of options (but where that is asked
    for), feedback, explanation, hint, quotes, topic and cards. Statistics may join revisions that
    agree in this.
    """
    questions = [_marked(question) for question in content.questions]
    return _sha256(json.dumps([content.type, questions], ensure_ascii=False))


def _marked(question: Question) -> list[object]:
    options = [(option.id, option.is_key) for option in question.options]
    if question.mode != "order":
        options.sort()
    prompts = sorted((prompt.id, prompt.key) for prompt in question.prompts)
    marked: list[object] = [options, question.mode, question.credit, question.shown]
    if question.typed is not None:
        rule = question.typed
        marked.append([rule.kind, rule.tolerance, *rule.forgive])
    return [*marked, prompts] if prompts else marked


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
