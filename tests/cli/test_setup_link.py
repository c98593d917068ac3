from __future__ import annotations

from urllib.parse import urlsplit

from tests.cli.conftest import Command
from tests.support.people import PASSWORD, Visitor


def test_the_link_makes_a_teacher(quizapp: Command, anonymous: Visitor) -> None:
    result = quizapp("setup-link", "--base", "https://class.example/")

    link = urlsplit(result.output.strip())
    response = anonymous.send(link.path, username="tamar", display_name="Tamar", password=PASSWORD)
    assert result.exit_code == 0
    assert (link.scheme, link.netloc) == ("https", "class.example")
    assert response.status_code == 303
    assert anonymous.get("/teach/scores").status_code == 200


def test_the_link_works_beside_a_teacher_who_lost_the_password(
    quizapp: Command, teacher: Visitor, anonymous: Visitor
) -> None:
    result = quizapp("setup-link")

    assert anonymous.get(urlsplit(result.output.strip()).path).status_code == 200
