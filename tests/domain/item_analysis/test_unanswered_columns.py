"""Sheets with questions that nobody answered."""

from __future__ import annotations

import pytest

from quizapp.domain.item_analysis.sheet import read_sheet


@pytest.mark.parametrize("sheet", ["learner,q1,q2\nAnn,1,\nBob,0,\n", "learner,q1,q2\nKEY,A,\n"])
def test_a_question_that_nobody_answered_counts_one_mark(sheet):
    reading = read_sheet(sheet.encode())

    assert "R612" not in [each.code for each in reading.findings]
    assert reading.matrix is None or [each.max_mark for each in reading.matrix.items] == [1, 1]


@pytest.mark.parametrize("rows", ["KEY,A\n", "MAXIMUM,2\n", "KEY,A\nMAXIMUM,2\n"])
def test_a_sheet_without_a_learner_is_told_so(rows):
    reading = read_sheet(f"learner,q1\n{rows}".encode())

    assert reading.matrix is None
    assert [each.message for each in reading.findings] == ["No row tells of a learner."]
