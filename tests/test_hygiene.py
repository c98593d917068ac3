"""The eye that looks at every page that tests fetch sees what it should."""

from __future__ import annotations

import pytest

from tests.support.hygiene import faults_of

GOOD = """<!doctype html>
<html lang="en"><head><title>Quizzes · Quizapp</title>
<script src="/static/a.js" defer></script></head>
<body><a href="#main">Skip</a><main id="main"><h1>Quizzes</h1>
<form method="post"><input type="hidden" name="csrf_token" value="x">
<label for="name">Name</label><input id="name" name="name">
<label><input type="checkbox" name="sure"> Sure</label></form>
<svg role="img"><title>A chart</title></svg></main></body></html>"""

PLANTED = [
    ('lang="en"', "", "no lang on <html>"),
    ("Quizzes · Quizapp", " · ", "no title"),
    ("<h1>Quizzes</h1>", "", "0 h1 headings"),
    ("<h1>Quizzes</h1>", "<h1>One</h1><h1>Two</h1>", "2 h1 headings"),
    ('<label for="name">Name</label>', "", "no label for name"),
    ('id="name" name="name"', 'id="main" name="name" aria-label="Name"', "id 'main' twice"),
    ('name="csrf_token"', 'name="other"', "POST form without a token"),
    ("<main", '<main style="color: red"', "<main> with a style attribute"),
    ("<main", '<main onclick="go()"', "<main> with onclick"),
    ('<script src="/static/a.js" defer>', "<script>go()", "<script> with a body: go()"),
    ("<h1>", "<style>p {}</style><h1>", "<style> with a body: p {}"),
    ('href="#main"', 'href="#content"', "link to #content, which is not there"),
]


def test_a_clean_page_has_no_faults() -> None:
    assert faults_of(GOOD) == []


@pytest.mark.parametrize(("old", "new", "fault"), PLANTED, ids=[fault for *_, fault in PLANTED])
def test_a_planted_fault_is_found(old: str, new: str, fault: str) -> None:
    assert old in GOOD

    assert fault in faults_of(GOOD.replace(old, new))
