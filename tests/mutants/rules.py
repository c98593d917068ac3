"""What is not broken because no test could or should notice. Each rule says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import libcst as cst
import libcst.matchers as m


def is_about_types(node: cst.CSTNode) -> bool:
    """Annotations and names for types: mypy reads them, and no test does.

    `Annotated` is broken: it holds what pydantic lets through.
    """
    is_alias = m.Assign(
        targets=[m.AssignTarget(m.Name(m.MatchRegex(r"[A-Z][A-Za-z]*[a-z]")))],
        value=m.Subscript(value=~m.Name("Annotated")) | m.BinaryOperation(operator=m.BitOr()),
    )
    is_variable = m.Assign(value=m.Call(func=m.Name("TypeVar") | m.Name("ParamSpec")))
    is_for_mypy = m.If(test=m.Name("TYPE_CHECKING"))
    return m.matches(node, m.Annotation() | is_alias | is_variable | is_for_mypy)


def is_decorator(node: cst.Decorator) -> bool:
    """`frozen`, `slots` and the sizes of caches prevent slips or save time; no result changes."""
    return True


def is_docstring(node: cst.Expr) -> bool:
    """A string that stands alone does nothing."""
    return isinstance(node.value, (cst.SimpleString, cst.ConcatenatedString))


def is_prose(node: cst.SimpleString) -> bool:
    """A sentence for people may be put in other words: tests look for its facts."""
    return " " in node.raw_value.strip()


def is_logging(node: cst.CSTNode) -> bool:
    """What is logged is read by whoever runs the server, and no rule rests on it."""
    line = m.Expr(value=m.Call(func=m.Attribute(value=m.Name("log"))))
    return m.matches(node, line | m.Assign(targets=[m.AssignTarget(m.Name("log"))]))


def is_list_of_exports(node: cst.Assign) -> bool:
    """`__all__` is for readers: nobody here imports by a star."""
    return m.matches(node, m.Assign(targets=[m.AssignTarget(m.Name("__all__"))]))


def is_certain_crash(node: cst.Call) -> bool:
    """`len(None)` and `isinstance(None, ...)` fail wherever they run, and tell nothing."""
    return isinstance(node.func, cst.Name) and node.func.value in ("len", "isinstance")


def is_strictness(node: cst.Arg) -> bool:
    """`strict=True` in a `zip` is for slips that do not occur."""
    return node.keyword is not None and node.keyword.value == "strict"


def is_encoding(node: cst.Arg) -> bool:
    """`encoding="utf-8"` is for Windows: where the tests run, it is so without."""
    return node.keyword is not None and node.keyword.value == "encoding"


def is_size(node: cst.Arg | cst.DictElement) -> bool:
    """How wide a column is, and how many lines a field shows, is a matter of taste."""
    width, rows = m.Arg(keyword=m.Name("width")), m.DictElement(key=m.SimpleString('"rows"'))
    return m.matches(node, width | rows)


def is_for_windows(node: cst.CSTNode) -> bool:
    """Whether the test before the `else`, if there is one, holds on Windows alone."""
    is_asked = m.Comparison(
        left=m.Attribute(value=m.Name("sys"), attr=m.Name("platform")),
        comparisons=[m.ComparisonTarget(m.Equal(), m.SimpleString('"win32"'))],
    )
    return m.matches(node, m.If(test=is_asked))


# By kind of node, since each is asked of every node of a thousand functions.
LEFT_OUT: Mapping[type, tuple[Callable[[Any], bool], ...]] = {
    cst.Annotation: (is_about_types,),
    cst.Arg: (is_strictness, is_encoding, is_size),
    cst.Assign: (is_about_types, is_list_of_exports, is_logging),
    cst.Call: (is_certain_crash,),
    cst.DictElement: (is_size,),
    cst.Decorator: (is_decorator,),
    cst.Expr: (is_docstring, is_logging),
    cst.If: (is_about_types,),
    cst.SimpleString: (is_prose,),
}


def is_left_out(node: cst.CSTNode) -> bool:
    """Whether a rule says that this, and all in it, stays whole."""
    return any(rule(node) for rule in LEFT_OUT.get(type(node), ()))


def is_same(before: cst.CSTNode, after: cst.CSTNode) -> bool:
    """Whether two calls differ only in what matters to no test."""
    if not (isinstance(before, cst.Call) and isinstance(after, cst.Call)):
        return False
    kept, left = ([each for each in call.args if not is_left_out(each)] for call in (before, after))
    return before.func is after.func and list(map(id, kept)) == list(map(id, left))
