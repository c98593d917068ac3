"""Build a bank from its validated forms."""

from __future__ import annotations

from quizapp.domain.bank.article import Article, Entry, Section, parts
from quizapp.domain.bank.bank import Bank, Quiz
from quizapp.domain.bank.pictures import Picture
from quizapp.domain.bank.schema import AnyEntry, HeadForm, NoteForm, QuizForm, SectionForm
from quizapp.domain.bank.validation import Forms


def bank_of(
    head: HeadForm, article: Article, forms: Forms, held_item_ids: frozenset[str] = frozenset()
) -> Bank:
    """Build the bank that a file describes, which has no errors but in what items cite."""
    return Bank(
        id=head.id,
        title=head.title,
        language=head.language,
        article=article,
        topics=head.topics,
        items={item.id: item for item, _ in forms.items},
        quizzes={quiz.id: _quiz(quiz) for quiz, _ in forms.quizzes},
        held_item_ids=held_item_ids,
        pictures=pictures_of(head),
    )


def pictures_of(head: HeadForm) -> dict[str, Picture]:
    """Return the pictures that a bank declares; of their content nothing is known yet."""
    return {
        name: Picture(name, form.file, form.alt, form.credit)
        for name, form in head.pictures.items()
    }


def items_without_citation(forms: Forms) -> frozenset[str]:
    """Return the ids of the items of which a citation does not stand in the article."""
    if forms.cited is None:
        return frozenset()
    places = forms.cited.places
    return frozenset(
        item.id
        for item, _ in forms.items
        if any(not places.citing(phrase) for phrase in item.cites)
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
            Section(
                section.id,
                section.heading,
                parts(section.id, _entries(section)),
                section.prompts,
            )
            for section in form.sections
        ),
    )


def _entries(form: SectionForm) -> list[Entry]:
    return [_entry(each) for each in (form.text if isinstance(form.text, tuple) else (form.text,))]


def _entry(form: AnyEntry) -> Entry:
    if isinstance(form, str):
        return Entry(form)
    if isinstance(form, NoteForm):
        return Entry(form.note, is_note=True)
    return Entry(form.text, form.paragraph)


def _quiz(form: QuizForm) -> Quiz:
    return Quiz(
        id=form.id,
        title=form.title,
        intro=form.intro,
        content_note=form.content_note,
        feedback=form.feedback,
        order=form.order,
        navigation=form.navigation,
        confidence=form.confidence,
        second_try=form.second_try,
        with_hint=form.with_hint,
        item_ids=form.items,
        pick=form.pick,
    )
