"""Classrooms from the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import available_timezones

import click
from flask import current_app
from flask.cli import with_appcontext

from quizapp.classes import class_teachers, classrooms, enrolling, joining
from quizapp.classes.classrooms import NewClassroom
from quizapp.classes.enrolling import Outcome, PlannedLine
from quizapp.classes.facts import ClassFacts
from quizapp.classes.taught_classes import all_classrooms
from quizapp.cli.chosen_class import chosen_class
from quizapp.domain.errors import ClassroomArchived, NotATeacher
from quizapp.domain.typed_codes import grouped_code
from quizapp.exchange.roster import LineTrouble, Roster, RosterLine, read_roster
from quizapp.exchange.roster_table import NotARosterError
from quizapp.web import clock
from quizapp.web.edges import cleaned

Check = Callable[[click.Context, click.Parameter, str], str]
CodeDeed = Callable[[int, int | None, datetime], str | None]

LONGEST_TITLE, LONGEST_TERM = 120, 60
SAID = {
    Outcome.NEW: "new, gets in by codes",
    Outcome.ENROL: "has an account, comes in",
    Outcome.BACK: "was in the class, comes back",
    Outcome.HERE: "is in the class already",
    Outcome.ELSEWHERE: "left out: in a class of other teachers; they can join by the code",
    Outcome.UNUSABLE: "left out: a user name has 3 to 40 letters, digits, . - or _",
    Outcome.TEACHER: "left out: is a teacher",
}
TROUBLES = {
    LineTrouble.NO_NAME: "left out: no name in this row",
    LineTrouble.NOBODY: "left out: no learner; Canvas adds this row",
    LineTrouble.SAME_NAME: "left out: the same name as in row {}",
    LineTrouble.SAME_USER_NAME: "left out: the same user name as in row {}",
    LineTrouble.LONG_USER_NAME: "left out: the user name is too long to be one",
}

CODE_DEEDS: dict[str, CodeDeed] = {
    "open": joining.open_joining,
    "renew": joining.renew_join_code,
    "close": joining.close_joining,
}


def _bounded(longest: int, least: int) -> Check:
    def check(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
        if not least <= len(cleaned(value)) <= longest:
            raise click.BadParameter(f"use {least} to {longest} characters")
        return cleaned(value)

    return check


def _known_zone(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and value not in available_timezones():
        raise click.BadParameter("use a name such as Europe/Vienna")
    return value


MAY_BEGIN_WITH_A_DASH = {"ignore_unknown_options": True}
"""An id is random and may begin with a dash; that makes no option of it."""

class_argument = click.argument(
    "classroom_name", metavar="CLASSROOM", callback=_bounded(LONGEST_TITLE, 1)
)
"""A class by its id, or by its title where only one has it."""


@click.group()
def classroom() -> None:
    """Make classes, and let people into them."""


@classroom.command("list")
@with_appcontext
def list_() -> None:
    """List all classes: id, title, term, learners, and the join code of those that are open."""
    rows = all_classrooms()
    for row, count in rows:
        state = "archived" if row.is_archived else _code_words(row.join_code)
        parts = [row.public_id, row.title, row.term, f"{count} learners", state]
        click.echo("  ".join(part for part in parts if part))
    if not rows:
        click.echo("There is no class yet. Make one with: quizapp classroom create")


@classroom.command()
@click.argument("title", callback=_bounded(LONGEST_TITLE, 1))
@click.option("--teacher", required=True, help="The user name of whoever teaches it.")
@click.option("--term", default="", callback=_bounded(LONGEST_TERM, 0), help="Such as 2026/27.")
@click.option("--zone", callback=_known_zone, help="The time zone; the server's if left out.")
@with_appcontext
def create(title: str, teacher: str, term: str, zone: str | None) -> None:
    """Make a class."""
    try:
        teacher_id = class_teachers.teacher_named(teacher)
    except NotATeacher as error:
        raise _no_teacher(teacher) from error
    new = NewClassroom(title, zone or current_app.config["TIMEZONE"], term)
    made = classrooms.create_classroom(new, teacher_id, clock.now(), by_command=True)
    click.echo(f"{title} is made; its id is {made}.")


@classroom.command("add-teacher", context_settings=MAY_BEGIN_WITH_A_DASH)
@class_argument
@click.argument("user_name")
@with_appcontext
def add_teacher(classroom_name: str, user_name: str) -> None:
    """Let another teacher teach a class."""
    chosen = chosen_class(classroom_name)
    try:
        name, is_new = class_teachers.add_teacher(chosen.id, user_name, None, clock.now())
    except NotATeacher as error:
        raise _no_teacher(user_name) from error
    click.echo(f"{name} teaches {chosen.title}{'.' if is_new else ' already.'}")


@classroom.command(context_settings=MAY_BEGIN_WITH_A_DASH)
@class_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what each row would do, and write nothing.")
@with_appcontext
def enrol(classroom_name: str, file: Path, dry_run: bool) -> None:
    """Enrol the learners of a list: CSV or Excel, names and, if known, user names."""
    chosen, roster = chosen_class(classroom_name), _roster(file)
    for each in enrolling.planned(chosen.id, roster.lines, by_host=True):
        click.echo(f"{file.name}:{each.line.line}: {each.line.name or '?'}: {_said(each)}")
    if dry_run:
        return
    try:
        counts = enrolling.enrol_all(chosen.id, roster.lines, None, clock.now())
    except ClassroomArchived as error:
        raise _archived(chosen) from error
    came = enrolling.came_in(counts)
    click.echo(f"{came} of {len(roster.lines)} came into {chosen.title}.")


@classroom.command(context_settings=MAY_BEGIN_WITH_A_DASH)
@class_argument
@click.argument("action", type=click.Choice(["open", "renew", "close", "show"]))
@with_appcontext
def code(classroom_name: str, action: str) -> None:
    """Open a class for joining by a code, renew the code, close joining, or show it."""
    chosen = chosen_class(classroom_name)
    join_code = chosen.join_code
    try:
        if action in CODE_DEEDS:
            join_code = CODE_DEEDS[action](chosen.id, None, clock.now())
    except ClassroomArchived as error:
        raise _archived(chosen) from error
    click.echo(f"{chosen.title}: {_code_words(join_code)}")


@classroom.command(context_settings=MAY_BEGIN_WITH_A_DASH)
@class_argument
@click.option("--restore", is_flag=True, help="Take the class out of the archive instead.")
@with_appcontext
def archive(classroom_name: str, restore: bool) -> None:
    """Put a class into the archive: all of it can be read, nothing new is set or joined."""
    chosen = chosen_class(classroom_name)
    if restore:
        classrooms.restore_classroom(chosen.id, None, clock.now())
        click.echo(f"{chosen.title} is running again; joining is closed.")
    else:
        classrooms.archive_classroom(chosen.id, None, clock.now())
        click.echo(f"{chosen.title} is in the archive.")


def _roster(file: Path) -> Roster:
    try:
        return read_roster(file.read_bytes())
    except NotARosterError as error:
        raise click.ClickException(
            f"{file} is no list of learners ({error.trouble}). Use CSV or .xlsx with a column of "
            "names, and at most 1,000 learners."
        ) from error


def _said(planned: PlannedLine) -> str:
    line: RosterLine = planned.line
    if line.trouble:
        return TROUBLES[line.trouble].format(line.twin)
    return SAID[planned.outcome]


def _code_words(code: str | None) -> str:
    return f"code {grouped_code(code)}" if code else "joining is closed"


def _no_teacher(user_name: str) -> click.ClickException:
    return click.ClickException(f"There is no teacher named {user_name}.")


def _archived(row: ClassFacts) -> click.ClickException:
    return click.ClickException(
        f"{row.title} is archived. Take it out with: quizapp classroom archive --restore"
    )
