"""What comes next in a session: a card, a question that is put, or the end of the day."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.banks.in_url import banks_asked_for, name_bank_in_links
from quizapp.banks.shelf import bank_shelf
from quizapp.banks.versions import shown_bank, words_of
from quizapp.domain.bank import Bank
from quizapp.domain.memory.plan.pace import Form
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.last_rating import last_rating
from quizapp.memory.plan_items import key_of
from quizapp.practice.checked_questions import begin_question, question_to_go_on_with
from quizapp.practice.chosen_part import chosen_part
from quizapp.practice.done_today import done_today
from quizapp.practice.scope import Scope, scope_in
from quizapp.practice.session import Session, session_of
from quizapp.practice.showing_cards import ShownCard, may_be_turned, shown_card
from quizapp.practice.typed_cards import typed_on_card
from quizapp.taking.item_pages import view_item
from quizapp.taking.pages import item_url
from quizapp.web import clock
from quizapp.web.parts import is_part_asked, named_part


def gone_on(user_id: int) -> Response:
    """The way to what comes next; a question is put first, so that it has an address.

    The script of the page gets what is there in place of the way: one round trip for a rating.
    """
    session = asked_session(user_id)
    begun = asked_question(user_id) or _put_question(user_id, session)
    address = item_url(begun, 1) if begun else cards_url()
    if not is_part_asked():
        return redirect(address, code=303)
    return named_part(view_item(begun, 1) if begun else session_page(user_id, session), address)


def _put_question(user_id: int, session: Session) -> str | None:
    ask = session.next_ask
    if ask is None or ask.form is Form.CARD:
        return None
    key = key_of(ask.item)
    published = bank_shelf().published_bank(key.bank_id)
    return begin_question(published, user_id, key.item_id, _("Today’s session"), clock.now())


def session_page(
    user_id: int | None,
    session: Session,
    turned: ItemKey | None = None,
    look: int | None = None,
) -> str:
    """The page of the next card, that a question comes next, or that today is done.

    With `turned` it is the page of that card, turned over; `look` is the number of a showing that
    was rated today, to be corrected.
    """
    card = _card(user_id, session, turned, look)
    is_turned = card is not None and turned == (card.bank_id, card.item_id)
    if card is not None:
        name_bank_in_links(card.bank_id)
    return render_template(
        "practice/review_cards.html",
        card=card,
        ask=session.next_ask,
        is_turned=is_turned,
        typed=typed_on_card(card.asked, request.args.get("typed", "")) if card else None,
        session=session,
        done=None if card or session.next_ask else done_today(session),
        part=chosen_part(asked_scope(), _shown_banks(), session.items, session.terms.today),
        scope=scope_in(request.args),
        last=None if is_turned else last_rating(user_id, session.terms),
        shown_at=int(clock.now().timestamp()),
    )


def _shown_banks() -> dict[str, Bank]:
    return {bank_id: shown_bank(bank) for bank_id, bank in bank_shelf().banks.items()}


def _card(
    user_id: int | None, session: Session, turned: ItemKey | None, look: int | None
) -> ShownCard | None:
    """The card to show: the one asked for, or the next. None where a question is, or nothing.

    This is the only way to a card's back, and here it is decided whether it may be seen: a card
    of which a key is held back gives way to the next one.
    """
    banks = bank_shelf().banks
    if turned is not None and may_be_turned(turned, banks.get(turned.bank_id), session.hidden):
        bank = banks[turned.bank_id]
        words = words_of(bank)
        return shown_card(user_id, bank, turned.item_id, session.terms, look, words)
    ask = session.next_ask
    if ask is None or ask.form is not Form.CARD:
        return None
    key = key_of(ask.item)
    bank = banks[key.bank_id]
    return shown_card(user_id, bank, key.item_id, session.terms, words=words_of(bank))


def asked_question(user_id: int | None) -> str | None:
    """The question that was put and is to be gone on with, in the scope that the address names."""
    return question_to_go_on_with(user_id, bank_shelf().banks, asked_scope())


def asked_session(user_id: int | None) -> Session:
    """The session in the scope that the address names."""
    return session_of(user_id, banks_asked_for(), clock.moment(), asked_scope())


def asked_scope() -> Scope:
    """The scope that the address names."""
    bank_id = request.args.get("bank") or next(iter(bank_shelf().banks), None)
    return Scope.of_query(request.args, bank_id)


def cards_url(**query: Any) -> str:
    """The address of the session, in the same scope."""
    return url_for("practice.review_cards", **scope_in(request.args), **query)
