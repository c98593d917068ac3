"""Every setting: its environment variable, its default, and why one would change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from quizapp.web.addresses import read_address
from quizapp.web.mail_addresses import read_mail_server, read_sender
from quizapp.web.setting_values import (
    backup_folder,
    flag,
    log_format,
    metrics_access,
    milliseconds,
    retention,
    zone,
)

PREFIX = "QUIZAPP_"


@dataclass(frozen=True)
class Setting:
    """One setting. The environment variable is `QUIZAPP_` and the name."""

    name: str
    default: str
    reason: str
    parse: Callable[[str], Any] = str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name


SETTINGS = (
    Setting(
        "DATA_DIR",
        "",
        "The folder for the database and the secret key. Default: `instance` in the checkout, or "
        "in the working directory.",
    ),
    Setting(
        "DATABASE_URL",
        "",
        "Where records are kept. Default: an SQLite file in the data folder. PostgreSQL: "
        "`postgresql://user:password@host/name`.",
        read_address,
    ),
    Setting(
        "BANK",
        "",
        "A bank (`questions.yaml`), or a folder of which each `.yaml` or `.yml` file is one. "
        "Default: the `questions.yaml` in the working directory.",
    ),
    Setting(
        "BACKUPS",
        "",
        "The folder that the server puts a backup into each day, or `off`. Default: `backups` in "
        "the data folder.",
        backup_folder,
    ),
    Setting(
        "SECRET_KEY",
        "",
        "Signs cookies; at least 32 characters. Default: made once and kept in the data folder. "
        "Set it when several machines serve one class.",
    ),
    Setting(
        "REDIS_URL",
        "",
        "Where limits on logging in are counted when several processes serve. Default: in memory.",
    ),
    Setting(
        "TIMEZONE",
        "UTC",
        "The site's time zone, by name, such as Europe/Vienna. A class begins with it and may take "
        "another.",
        zone,
    ),
    Setting(
        "RETENTION",
        "0.9",
        "The predicted recall at which a card falls due: higher means more reviews.",
        retention,
    ),
    Setting(
        "HTTPS",
        "0",
        "Set to 1 when learners reach the site by https: cookies are then never sent without it.",
        flag,
    ),
    Setting(
        "TRUSTED_PROXY",
        "",
        "The address of a reverse proxy in front. Only its forwarded headers are believed.",
    ),
    Setting(
        "MAIL_SERVER",
        "",
        "A mail server for reminders, such as `smtp://user:password@mail.example.org:587`, or "
        "`smtps://` where all is encrypted from the start. Default: no e-mail is ever sent.",
        read_mail_server,
    ),
    Setting(
        "MAIL_FROM",
        "",
        "The address that reminders come from. Needed with a mail server.",
        read_sender,
    ),
    Setting(
        "CONTACT",
        "",
        "Who is responsible for the server and answers questions, such as a name and an e-mail "
        "address: said on the page *Privacy*.",
    ),
    Setting(
        "LOG_FORMAT",
        "plain",
        "How the log is written: `plain`, for people, or `json`, an object in each line.",
        log_format,
    ),
    Setting(
        "LOG_REQUESTS",
        "0",
        "Set to 1 to log each request: its route, status and time.",
        flag,
    ),
    Setting(
        "SLOW_STATEMENT_MS",
        "1000",
        "A statement that takes the database so many milliseconds is named in the log. 0: none is.",
        milliseconds,
    ),
    Setting(
        "METRICS",
        "",
        "Who may read `/metrics`: `loopback`, programs on this machine; or a secret of 20 to 200 "
        "letters and digits, whoever sends it. Default: nobody.",
        metrics_access,
    ),
    Setting(
        "DEVELOPMENT",
        "0",
        "Set to 1 while working on the app itself: adds the page of patterns.",
        flag,
    ),
)
