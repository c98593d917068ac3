"""The editor's pages as a teacher without JavaScript has them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.support.people import Visitor

_TEXT = re.compile(r'<textarea[^>]*\bid="bank-text"[^>]*>\n(.*?)</textarea>', re.DOTALL)
_HIDDEN_TEXT = re.compile(r'<input type="hidden" name="text" value="(.*?)">', re.DOTALL)
_TAG = re.compile(r'name="tag" value="([^"]*)"')
_RESTORES = re.compile(r'name="restores" value="(\d+)"')


@dataclass
class EditorPage:
    """A page with a bank's text in it, on its way back to the server."""

    response: TestResponse

    @property
    def text(self) -> str:
        """What stands in the text area, or what the page carries on to the next step."""
        found = _TEXT.search(self.response.text) or _HIDDEN_TEXT.search(self.response.text)
        assert found, self.response.text
        return html.unescape(found[1])

    @property
    def fields(self) -> dict[str, str]:
        """What the form would send besides the text."""
        tag, restores = _TAG.search(self.response.text), _RESTORES.search(self.response.text)
        assert tag
        return {"tag": tag[1], **({"restores": restores[1]} if restores else {})}

    def changed(self, *changes: tuple[str, str]) -> str:
        """The text with some of it replaced."""
        text = self.text
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return text


def open_editor(teacher: Visitor, path: str = "/teach/bank") -> EditorPage:
    """Open a bank for editing."""
    response = teacher.get(path)
    assert response.status_code == 200, response.text
    return EditorPage(response)


def send_text(
    teacher: Visitor, page: EditorPage, action: str, *changes: tuple[str, str], text: str = ""
) -> TestResponse:
    """Change the text on the page, and press one of its buttons."""
    path = page.response.request.path.removesuffix("/review")
    typed = text or page.changed(*changes)
    sent_by_a_browser = typed.replace("\n", "\r\n")
    return teacher.send(
        path if path.endswith(("/bank", "/text")) else "/teach/bank",
        text=sent_by_a_browser,
        action=action,
        **page.fields,
    )


def publish(teacher: Visitor, *changes: tuple[str, str]) -> TestResponse:
    """Open the editor, change the text, look at what that means, and publish it."""
    review = send_text(teacher, open_editor(teacher), "review", *changes)
    assert review.status_code == 200, review.text
    return send_text(teacher, EditorPage(review), "publish")
