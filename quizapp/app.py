"""The app put together: each step one call."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, request

from quizapp import clock, config
from quizapp.assets import version_assets
from quizapp.auth.cookies import ClocklessSessions
from quizapp.auth.sessions import current_person
from quizapp.auth.views import bp as auth_bp
from quizapp.bank_in_url import bank_name, register_bank_in_url
from quizapp.database import prepare_engine
from quizapp.edges import bound_forms, register_converters
from quizapp.errors import register_errors
from quizapp.extensions import babel, csrf, db, limiter, migrate
from quizapp.filters import register_filters
from quizapp.headers import install_headers
from quizapp.languages import chosen_language, page_direction, page_language
from quizapp.learner import bp as learner_bp
from quizapp.proxies import trust_proxy
from quizapp.public.views import bp as public_bp
from quizapp.services.live_banks.banks import BankShelf, bank_shelf, find_published_bank
from quizapp.teacher import bp as teacher_bp


def assembled_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The app. `settings` go before the environment; names as in `quizapp/config.py`."""
    values = config.settings(settings)
    config.prepare_data_dir(values)
    app = Flask("quizapp", instance_path=str(values["DATA_DIR"]))
    app.config.from_mapping(config.flask_config(values))
    app.session_interface = ClocklessSessions()
    _bind_extensions(app)
    prepare_engine(app)
    install_headers(app)
    register_filters(app)
    register_errors(app)
    bound_forms(app)
    register_converters(app)
    register_bank_in_url(app)
    version_assets(app)
    _register_blueprints(app)
    _tell_templates(app)
    _put_up_bank(app, values["BANK"])
    trust_proxy(app, values["TRUSTED_PROXY"])
    return app


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(config.migrations_folder()), render_as_batch=True)
    # Flask-Babel wants a name: it looks the zone up in a library of its own.
    babel.init_app(app, locale_selector=chosen_language, timezone_selector=lambda: clock.zone().key)
    csrf.init_app(app)
    limiter.init_app(app)


def _register_blueprints(app: Flask) -> None:
    for blueprint in (public_bp, auth_bp, learner_bp, teacher_bp):
        app.register_blueprint(blueprint)


def _put_up_bank(app: Flask, path: Path) -> None:
    app.extensions["bank_shelf"] = BankShelf(path)

    @app.before_request
    def look_at_bank() -> None:
        if request.endpoint != "static":
            bank_shelf().look(clock.now())


def _tell_templates(app: Flask) -> None:
    @app.context_processor
    def people_and_bank() -> dict[str, Any]:
        published = find_published_bank()
        return {
            "person": current_person(),
            "bank": published.bank if published else None,
            "bank_name": bank_name,
            "has_several_banks": bank_shelf().has_several,
            "page_language": page_language(),
            "page_direction": page_direction(),
        }
