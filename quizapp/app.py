"""The app put together: each step one call."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, request

from quizapp.accounts.pages import after_log_in
from quizapp.accounts.sessions import current_person
from quizapp.attempts.scoring import finish_overdue
from quizapp.banks.in_url import bank_name, register_bank_in_url
from quizapp.banks.publishing import when_keys_are_corrected, when_keys_are_widened
from quizapp.banks.shelf import BankShelf, bank_shelf, find_published_bank
from quizapp.banks.versions import shown_bank
from quizapp.banks.watching import do_now_and_then
from quizapp.lessons.chores import see_to_lessons
from quizapp.lessons.quick_news import tell_news_quickly
from quizapp.memory.correcting import forget_corrected, mark_widened
from quizapp.site import PAGES
from quizapp.taking.pending import sent_response
from quizapp.upkeep.backups.daily import failing_backup, see_to_backup
from quizapp.web import clock, config
from quizapp.web.assets import serve_assets
from quizapp.web.cookies import ClocklessSessions
from quizapp.web.database import keep_log_short, prepare_engine
from quizapp.web.edges import bound_forms, guard_host, register_converters
from quizapp.web.errors import register_errors
from quizapp.web.extensions import babel, db, limiter
from quizapp.web.filters import register_filters
from quizapp.web.form_tokens import guard_forms
from quizapp.web.headers import install_headers
from quizapp.web.icons import draw_icons
from quizapp.web.kept_addresses import keep_addresses
from quizapp.web.kept_pieces import keep_pieces
from quizapp.web.languages import (
    chosen_language,
    page_direction,
    page_language,
    tell_templates_words,
)
from quizapp.web.late_migrations import bind_migrations
from quizapp.web.late_pages import add_late_pages
from quizapp.web.late_rules import write_rules_late
from quizapp.web.observability.figures import count_figures
from quizapp.web.observability.logs import keep_addresses_out
from quizapp.web.observability.requests import watch_requests
from quizapp.web.packing import pack_pages
from quizapp.web.parts import serve_parts
from quizapp.web.proxies import trust_proxy
from quizapp.web.templating import share_globals
from quizapp.web.writing_together import gather_writes


def assembled_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The app. `settings` go before the environment; names as in `quizapp/web/config.py`."""
    values = config.settings(settings)
    config.prepare_data_dir(values)
    app = Flask(
        "quizapp",
        instance_path=str(values["DATA_DIR"]),
        static_folder="web/static",
        template_folder="web/templates",
    )
    app.config.from_mapping(config.flask_config(values))
    app.session_interface = ClocklessSessions()
    share_globals(app)
    write_rules_late(app)
    guard_host(app)
    keep_addresses_out(app)
    _bind_extensions(app)
    count_figures(app)
    prepare_engine(app)
    install_headers(app)
    register_filters(app)
    pack_pages(app)
    serve_parts(app)
    register_errors(app, is_signed_in=lambda: current_person() is not None)
    bound_forms(app)
    register_converters(app)
    register_bank_in_url(app)
    serve_assets(app)
    keep_addresses(app)
    draw_icons(app)
    keep_pieces(app)
    _register_blueprints(app)
    _tell_templates(app)
    _put_up_bank(app, values["BANK"])
    _wire_up()
    tell_news_quickly(app)
    gather_writes(app)
    trust_proxy(app, values["TRUSTED_PROXY"])
    watch_requests(app)
    return app


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    bind_migrations(app)
    # Flask-Babel wants a name: it looks the zone up in a library of its own.
    babel.init_app(
        app,
        locale_selector=chosen_language,
        timezone_selector=lambda: clock.zone().key,
    )
    tell_templates_words(app)
    guard_forms(app)
    limiter.init_app(app)


def _register_blueprints(app: Flask) -> None:
    of_features = dict.fromkeys(module.bp for module in PAGES)
    for blueprint in of_features:
        app.register_blueprint(blueprint)
    add_late_pages(app)


def _put_up_bank(app: Flask, path: Path) -> None:
    app.extensions["bank_shelf"] = BankShelf(path)

    @app.before_request
    def look_at_bank() -> None:
        if request.endpoint != "static":
            bank_shelf().look(clock.now())


def _wire_up() -> None:
    """Let lower features tell higher ones what has happened, without knowing them."""
    when_keys_are_corrected(forget_corrected)
    when_keys_are_widened(mark_widened)
    do_now_and_then(finish_overdue)
    do_now_and_then(see_to_lessons)
    do_now_and_then(keep_log_short)
    do_now_and_then(see_to_backup)
    after_log_in(sent_response)


def _tell_templates(app: Flask) -> None:
    app.jinja_env.globals["failing_backup"] = lambda: failing_backup(app.config)

    @app.context_processor
    def people_and_bank() -> dict[str, Any]:
        published = find_published_bank()
        return {
            "person": current_person(),
            "bank": shown_bank(published.bank) if published else None,
            "bank_name": bank_name,
            "has_several_banks": bank_shelf().has_several,
            "page_language": page_language(),
            "page_direction": page_direction(),
        }
