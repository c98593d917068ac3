"""Backups of a server under load, each restored and looked at."""

from __future__ import annotations

import random
import shutil

from sqlalchemy import select

from bench.faults.checking import wrong_in
from bench.faults.devices import at_work, let_answer
from bench.faults.ledger import Acknowledged, Ledger
from bench.faults.rounds import Say, told
from bench.faults.stand import Stand
from quizapp import create_app
from quizapp.models import Attempt, AttemptItem, Response
from quizapp.regrades.verifying import verify_scores
from quizapp.upkeep.backups import make_backup, restore
from quizapp.upkeep.backups.restoring import Wishes
from quizapp.web import clock, config
from quizapp.web.extensions import db
from tests.support import postgresql

LEARNERS = 8


def backups(stand: Stand, count: int, dice: random.Random, say: Say) -> list[str]:
    """So many backups while learners answer; all that was acknowledged before one is in it."""
    ledger, made = Ledger(), []
    stand.enrol(LEARNERS)
    stand.start()
    values = config.settings(stand.settings)
    devices = stand.devices(ledger, "backups", each=2, pause=0.02)
    with at_work(devices):
        for number in range(count):
            let_answer(devices, dice.randrange(1, 12))
            before = set(ledger.saved)
            made.append((before, make_backup(values, stand.folder / "kept", clock.now()).path))
            if number % 10 == 9:
                say(f"  backup {number + 1} of {count}: {told(ledger)}")
    found = wrong_in(stand, ledger)
    for number, (before, path) in enumerate(made):
        found += _restored(stand, number, before, path)
        if number % 10 == 9:
            say(f"  restored {number + 1} of {count}")
    return found


def _restored(stand: Stand, number: int, before: set[Acknowledged], path: object) -> list[str]:
    """What a backup lacks, or has that does not hold."""
    folder = stand.folder / f"restored-{number}"
    settings = {**stand.settings, "DATA_DIR": folder, "BANK": folder / "bank.yaml"}
    settings["DATABASE_URL"] = _empty_database(stand, number)
    folder.mkdir(mode=0o700)
    restore(config.settings(settings), path, clock.now(), Wishes())  # type: ignore[arg-type]  # a path
    app = create_app(settings)
    with app.app_context():
        lost = before_lost(before)
        wrong = [f"backup {number}, a score: {each}" for each in verify_scores().discrepancies]
        db.session.remove()
        db.engine.dispose()
    shutil.rmtree(folder)
    if stand.cluster is not None:
        postgresql.drop_database(stand.cluster, f"restored-{number}")
    return [*(f"backup {number} lacks {entry}" for entry in lost), *wrong]


def before_lost(before: set[Acknowledged]) -> list[Acknowledged]:
    """What was acknowledged and is not in the database at hand."""
    query = (
        select(Attempt.public_id, AttemptItem.position)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .join(Response, Response.attempt_item_id == AttemptItem.id)
    )
    kept = {tuple(row) for row in db.session.execute(query)}
    return [entry for entry in before if (entry.attempt, entry.position) not in kept]


def _empty_database(stand: Stand, number: int) -> str:
    name = f"restored-{number}"
    if stand.cluster is None:
        return f"sqlite:///{stand.folder / name / 'quizapp.sqlite3'}"
    postgresql.create_database(stand.cluster, name)
    return postgresql.url(stand.cluster, name)
