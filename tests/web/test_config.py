"""Settings: from the environment, from .env, from a mapping; and what is told of bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from quizapp import create_app
from quizapp.web import config
from quizapp.web.config import BadSetting, flask_config, settings
from quizapp.web.mail_addresses import MailServer
from quizapp.web.settings import SETTINGS

pytestmark = pytest.mark.usefixtures("quiet_environment")

SECRET = "s" * 40

# A value for each setting, as written and as understood.
VALUES = {
    "BACKUPS": ("/srv/backups", Path("/srv/backups")),
    "CONTACT": ("Ms Hall, 3 Sea Lane", "Ms Hall, 3 Sea Lane"),
    "DATA_DIR": ("/srv/quizapp", Path("/srv/quizapp")),
    "DATABASE_URL": ("postgresql://a:b@c/d", "postgresql+psycopg://a:b@c/d"),
    "BANK": ("/srv/questions.yaml", Path("/srv/questions.yaml")),
    "SECRET_KEY": (SECRET, SECRET),
    "REDIS_URL": ("redis://localhost", "redis://localhost"),
    "TIMEZONE": ("Europe/Vienna", "Europe/Vienna"),
    "RETENTION": ("0.85", 0.85),
    "HTTPS": ("1", True),
    "TRUSTED_PROXY": ("10.0.0.1", "10.0.0.1"),
    "MAIL_SERVER": ("smtp://mail.example.org:25", MailServer("mail.example.org", 25)),
    "MAIL_FROM": ("quizapp@example.org", "quizapp@example.org"),
    "LOG_FORMAT": ("json", "json"),
    "LOG_REQUESTS": ("1", True),
    "SLOW_STATEMENT_MS": ("250", 250),
    "METRICS": ("loopback", "loopback"),
    "DEVELOPMENT": ("yes", True),
}
BAD_VALUES = [
    ("TIMEZONE", "Vienna"),
    ("TIMEZONE", "Europe"),
    ("TIMEZONE", "../etc/passwd"),
    ("RETENTION", "0.5"),
    ("RETENTION", "1"),
    ("RETENTION", "nan"),
    ("RETENTION", "high"),
    ("HTTPS", "maybe"),
    ("DEVELOPMENT", "2"),
    ("LOG_FORMAT", "xml"),
    ("LOG_REQUESTS", "all"),
    ("SLOW_STATEMENT_MS", "1.5"),
    ("SLOW_STATEMENT_MS", "-1"),
    ("METRICS", "everybody"),
    ("METRICS", "twenty letters, but not one word"),
    ("MAIL_SERVER", "mail.example.org"),
    ("MAIL_FROM", "nobody"),
    ("DATABASE_URL", "nonsense"),
    ("DATABASE_URL", "mysql://localhost/quizapp"),
    ("DATABASE_URL", "postgresql://lena@[::1"),
    ("DATABASE_URL", "postgresql://lena@host:port/name"),
]


def test_every_setting_is_listed_here():
    assert set(VALUES) == {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_says_why_one_would_change_it(setting):
    assert len(setting.reason) > 20
    assert setting.reason.endswith(".")
    assert setting.variable == f"QUIZAPP_{setting.name}"


@pytest.mark.parametrize("name", VALUES)
def test_a_setting_comes_from_the_environment(name, monkeypatch):
    written, understood = VALUES[name]
    monkeypatch.setenv(f"QUIZAPP_{name}", written)

    assert settings()[name] == understood


@pytest.mark.parametrize("name", VALUES)
def test_a_setting_comes_from_the_dotenv_file(name):
    written, understood = VALUES[name]
    Path(".env").write_text(f'QUIZAPP_{name}="{written}"\n', encoding="utf-8")

    assert settings()[name] == understood


@pytest.mark.parametrize("name", VALUES)
def test_a_setting_comes_from_the_mapping(name):
    written, understood = VALUES[name]

    assert settings({name: written})[name] == understood


def test_the_mapping_wins_over_the_environment_and_that_over_the_file(monkeypatch):
    Path(".env").write_text(
        "QUIZAPP_HTTPS=1\nQUIZAPP_RETENTION=0.8\nQUIZAPP_TIMEZONE=Asia/Tokyo\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("QUIZAPP_HTTPS", "1")
    monkeypatch.setenv("QUIZAPP_RETENTION", "0.85")

    found = settings({"HTTPS": False})

    assert (found["HTTPS"], found["RETENTION"], found["TIMEZONE"]) == (False, 0.85, "Asia/Tokyo")


@pytest.mark.parametrize("name", VALUES)
def test_an_empty_value_means_the_default(name, monkeypatch):
    default = settings()[name]
    monkeypatch.setenv(f"QUIZAPP_{name}", "")

    assert settings()[name] == default


def test_without_settings_all_is_ready_for_one_machine(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "CHECKOUT", None)
    (tmp_path / "questions.yaml").touch()

    found = settings()

    assert found["DATA_DIR"] == tmp_path / "instance"
    assert found["DATABASE_URL"] == f"sqlite:///{tmp_path / 'instance' / 'quizapp.sqlite3'}"
    assert found["BANK"] == tmp_path / "questions.yaml"
    assert (found["TIMEZONE"], found["RETENTION"]) == ("UTC", 0.9)
    assert (found["HTTPS"], found["DEVELOPMENT"]) == (False, False)


def test_the_bank_of_the_checkout_stands_in_where_the_folder_has_none():
    assert config.CHECKOUT
    assert settings()["BANK"] == config.CHECKOUT / "questions.yaml"


def test_an_installed_app_falls_back_on_its_own_bank_and_migrations(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "CHECKOUT", None)
    bundled = tmp_path / "package" / "_bundled"
    monkeypatch.setattr(config, "BUNDLED", bundled)
    bundled.mkdir(parents=True)
    (bundled / "questions.yaml").touch()

    assert settings()["BANK"] == bundled / "questions.yaml"
    assert config.migrations_folder() == bundled / "migrations"


@pytest.mark.parametrize(("name", "value"), BAD_VALUES)
def test_a_bad_value_is_told_in_a_sentence_that_names_the_variable(name, value):
    with pytest.raises(BadSetting) as told:
        create_app({"SECRET_KEY": SECRET, "DATA_DIR": "data", name: value})

    sentence = str(told.value)
    assert f"QUIZAPP_{name}" in sentence
    assert value in sentence
    assert ": use " in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_our_driver(scheme):
    url = settings({"DATABASE_URL": f"{scheme}://user@host/postgres://x"})["DATABASE_URL"]

    assert url == "postgresql+psycopg://user@host/postgres://x"


def test_a_relative_path_is_of_the_working_directory(tmp_path):
    found = settings({"DATA_DIR": "here", "BANK": "mine.yaml"})

    assert found["DATA_DIR"] == tmp_path / "here"
    assert found["BANK"] == tmp_path / "mine.yaml"


def test_https_makes_cookies_that_never_travel_without_it():
    plain = flask_config(settings({"SECRET_KEY": SECRET}))
    secure = flask_config(settings({"SECRET_KEY": SECRET, "HTTPS": "1"}))

    assert (plain["SESSION_COOKIE_NAME"], plain["SESSION_COOKIE_SECURE"]) == ("quizapp", False)
    assert (secure["SESSION_COOKIE_NAME"], secure["SESSION_COOKIE_SECURE"]) == (
        "__Host-quizapp",
        True,
    )


def test_limits_are_counted_in_redis_where_there_is_one():
    here = flask_config(settings({"SECRET_KEY": SECRET}))
    there = flask_config(settings({"SECRET_KEY": SECRET, "REDIS_URL": "redis://r"}))

    assert here["RATELIMIT_STORAGE_URI"] == "memory://"
    assert there["RATELIMIT_STORAGE_URI"] == "redis://r"


@pytest.mark.parametrize("url", ["postgresql+psycopg://h/d", "sqlite://"])
def test_what_the_database_refuses_is_told_without_what_was_typed(url: str):
    hidden = config.engine_options(url)["hide_parameters"]

    engine = create_engine("sqlite://", hide_parameters=hidden)
    with engine.connect() as connection, pytest.raises(DBAPIError) as refused:
        connection.execute(text("SELECT :typed FROM nowhere"), {"typed": "Zoe of Hill Road"})

    assert "Zoe" not in str(refused.value)


def test_connections_to_postgresql_are_tried_before_use():
    assert config.engine_options("postgresql+psycopg://h/d")["pool_pre_ping"] is True
    assert "pool_pre_ping" not in config.engine_options("sqlite:///x")
