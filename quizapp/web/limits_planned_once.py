"""Statements with a LIMIT, which SQLite plans once and not each time that they run.

From 3.48 on it looks at the value of a parameter that is all of a LIMIT, so that the plan may
follow from it. The plan then holds for that value alone: whenever the parameter is set again, be it
to the same, the statement is prepared anew, which takes ten times as long as a page's other
statements. An expression is not looked into, so the parameter is made one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.selectable import _OffsetLimitParam  # what limit(5) makes of its number


@compiles(_OffsetLimitParam, "sqlite")
def _as_expression(number: BindParameter[int], compiler: SQLCompiler, **told: Any) -> str:
    as_parameter = compiler.visit_bindparam(number, **told)  # type: ignore[no-untyped-call]  # SQLAlchemy's own has no types
    return f"{as_parameter} + 0"
