"""What a page says before marks are decided anew: each way, beside what it would change."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from quizapp.accounts.guards import known_person
from quizapp.classes.classrooms import known_learners
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound
from quizapp.domain.regrading import DryRun, RegradeRule
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.forms import RegradeChoice, RegradeForm
from quizapp.regrades.overview import regrade_names

OFFERED = (RegradeRule.NOBODY_LOSES, RegradeRule.BANK, RegradeRule.FULL_MARKS)
"""The ways to decide marks anew, the kindest that follows the key first."""


def planned_runs(bank: Bank, choice: RegradeChoice) -> dict[RegradeRule, DryRun]:
    """What each way would do; full marks are for a question that one has named.

    Raises:
        NotFound: there is no such question, and none was ever asked.
    """
    rules = [
        rule for rule in OFFERED if choice.item_key or rule.reads_bank or rule is choice.chosen_rule
    ]
    runs = {rule: dry_run(bank, choice.item_key, rule, choice.quiz_key) for rule in rules}
    is_known = not choice.item_key or choice.item_key in bank.items
    if not is_known and not any(run.marks for run in runs.values()):
        raise NotFound
    return runs


def plan_facts(
    bank: Bank,
    choice: RegradeChoice,
    form: RegradeForm | None = None,
    *,
    is_outdated: bool = False,
) -> dict[str, Any]:
    """What the page is told. The form names the dry run that it shows."""
    runs = planned_runs(bank, choice)
    run = runs[choice.chosen_rule]
    if form is None:
        words = {"reason": _("The key was corrected.") if run.rule.reads_bank else ""}
        form = RegradeForm(formdata=None, data={**choice.data, **words})
    form.token.data = run.token
    return {
        "run": run,
        "runs": runs,
        "published": choice.published_id,
        "form": form,
        "is_outdated": is_outdated,
        "known": known_learners(known_person().id),
        "names": regrade_names(bank, run.item_keys or [choice.item_key or ""]),
    }
