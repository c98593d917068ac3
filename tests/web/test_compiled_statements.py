"""The SQL of statements that are built once is made once, and belongs to its statement."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Select, bindparam, create_engine, literal, select

from quizapp.web.compiled_statements import MOST, CompiledStatements


def _asked(kept: CompiledStatements, statement: Select[*tuple[Any, ...]], **values: int) -> Any:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        options = {"compiled_cache": kept}
        return connection.execute(statement, values, execution_options=options).scalar()


def test_a_statement_asked_again_finds_its_sql():
    kept, statement = CompiledStatements(), select(literal(1) + bindparam("more"))
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        for more in (1, 2):
            found = connection.execute(
                statement, {"more": more}, execution_options={"compiled_cache": kept}
            )
            assert found.scalar() == 1 + more
    assert len(kept) == 1


def test_statements_that_look_alike_keep_values_of_their_own():
    kept = CompiledStatements()
    alike = [select(literal(number)) for number in range(5)]
    assert [_asked(kept, each) for each in alike * 2] == list(range(5)) * 2


def test_a_statement_that_is_gone_leaves_its_place_to_no_other():
    kept = CompiledStatements()
    asked = [_asked(kept, select(literal(number), literal(number))) for number in range(50)]
    asked_otherwise = [_asked(kept, select(literal(number) + 1)) for number in range(50)]
    assert asked == list(range(50))
    assert asked_otherwise == list(range(1, 51))


@pytest.mark.parametrize("many", [MOST - 1, MOST, MOST + 1, 3 * MOST])
def test_no_more_is_kept_than_there_is_room_for(many: int):
    kept = CompiledStatements()
    for number in range(many):
        kept["dialect", (number,), (), False, False] = number
    assert 0 < len(kept) <= MOST
    last = (many - 1,)
    kept["dialect", last, (), False, False] = "last"
    assert kept.get(("dialect", last, (), False, False)) == "last"
    assert kept.get(("dialect", (many - 1, "another"), (), False, False)) is None
