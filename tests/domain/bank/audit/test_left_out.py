"""What no strategy can play is counted, and said."""

from __future__ import annotations

from quizapp.domain.bank.audit import audit, audit_as_text, left_out
from tests.exchange.reading import small_bank_with
from tests.support.typed import NUMBER


def test_a_typed_number_is_not_played_and_the_audit_says_so() -> None:
    bank = small_bank_with(NUMBER)

    before = left_out(small_bank_with(""))
    told = audit_as_text(audit(bank), left_out(bank))

    assert left_out(bank) == before + 1
    assert f"{before + 1} question" in told.splitlines()[-1]
    assert "not played" in told.splitlines()[-1]
