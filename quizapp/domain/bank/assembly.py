"""From forms without a fault to the bank itself."""

from __future__ import annotations

from quizapp.domain.bank.article import Article, Section, passages
from quizapp.domain.bank.bank import Bank, Quiz
from quizapp.domain.bank.schema import HeadForm, QuizForm
from quizapp.domain.bank.validation import Forms


def bank_of(head: HeadForm, article: Article, forms: Forms) -> Bank:
    """Build the bank that a file without errors describes."""
    return Bank(
        id=head.id,
        title=head.title,
        language=head.language,
        article=article,
        topics=head.topics,
        items={item.id: item for item, _ in forms.items},
        quizzes={quiz.id: _quiz(quiz) for quiz, _ in forms.quizzes},
    )


def article_of(head: HeadForm) -> Article:
    """Build the article, which errors elsewhere in the file leave whole."""
    form = head.article
    return Article(
        title=form.title,
        author=form.author,
        publisher=form.publisher,
        published=form.published,
        url=form.url,
        sections=tuple(
            Section(section.id, section.heading, passages(section.id, section.text))
            for section in form.sections
        ),
    )


def _quiz(form: QuizForm) -> Quiz:
    return Quiz(
        id=form.id,
        title=form.title,
        intro=form.intro,
        feedback=form.feedback,
        order=form.order,
        item_ids=form.items,
        pick=form.pick,
    )
