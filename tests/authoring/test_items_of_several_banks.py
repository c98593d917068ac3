"""The forms where a server has several banks: each changes its own file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.domain.bank import read_bank
from tests.support.people import Visitor
from tests.support.places import SMALL_BANK
from tests.support.records import on_sqlite
from tests.support.whole_forms import form_with

pytestmark = on_sqlite


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    """A folder with two banks."""
    folder = tmp_path / "banks"
    folder.mkdir()
    text = SMALL_BANK.read_text(encoding="utf-8")
    (folder / "tides.yaml").write_text(text, encoding="utf-8")
    (folder / "waves.yaml").write_text(text.replace("id: tides", "id: waves"), encoding="utf-8")
    return folder


def test_a_form_changes_the_bank_that_its_address_names(teacher: Visitor, bank_file: Path) -> None:
    path = "/teach/banks/waves/items/ebb/edit"
    before = (bank_file / "tides.yaml").read_bytes()

    form = form_with(teacher.get(path), "mark")
    status = teacher.browser.post(path, data=form.filled_in(hint="It goes.", action="review"))

    bank = read_bank((bank_file / "waves.yaml").read_bytes()).bank
    assert status.status_code == 303
    assert bank is not None
    assert bank.items["ebb"].hint == "It goes."
    assert (bank_file / "tides.yaml").read_bytes() == before


@pytest.mark.parametrize("page", ["items", "items/new", "items/ebb/edit", "import", "export"])
def test_every_link_stays_with_the_bank(page: str, teacher: Visitor) -> None:
    html = teacher.get(f"/teach/banks/waves/{page}").text

    links = re.findall(r'(?:href|action)="(/teach/bank[^"]*)"', html.split("<main")[1])
    assert links
    assert {link for link in links if not link.startswith("/teach/banks")} == set()


@pytest.mark.parametrize("page", ["items", "items/new", "import", "export"])
def test_without_a_bank_in_the_address_there_is_no_page(page: str, teacher: Visitor) -> None:
    assert teacher.get(f"/teach/bank/{page}").status_code == 404
