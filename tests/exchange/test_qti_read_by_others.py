"""Our QTI packages as other software reads them: onyx2moodle makes Moodle XML of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from onyx2moodle.cli import main as onyx2moodle

from quizapp.exchange.moodle_xml import read_moodle_xml
from quizapp.exchange.qti import write_qti
from tests.exchange.reading import SHIPPED_BANK, SMALL_BANK, texts
from tests.support.banks import bank_at

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


def nested(package: bytes) -> bytes:
    """The items of a package, each zipped by itself: how the program expects them to come."""
    outer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as ours, zipfile.ZipFile(outer, "w") as theirs:
        for name in ours.namelist():
            if name.startswith("items/"):
                inner = io.BytesIO()
                with zipfile.ZipFile(inner, "w") as one:
                    one.writestr(Path(name).name, ours.read(name))
                theirs.writestr(f"{Path(name).stem}.zip", inner.getvalue())
    return outer.getvalue()


def read_by_others(package: bytes, folder: Path) -> dict[str, Any]:
    """The items that come out of the other program, by their stem."""
    (folder / "in.zip").write_bytes(nested(package))
    places = {"-o": folder / "out.xml", "--work": folder / "work"}
    options = [str(word) for place in places.items() for word in place]
    assert not onyx2moodle(["convert", str(folder / "in.zip"), *options])
    found = read_moodle_xml((folder / "out.xml").read_bytes())
    return {said(item): item for item in found.items}


def said(item: Any) -> str:
    return " ".join(getattr(item, "stem", "").split())


def keys_of(item: Any) -> list[str]:
    return texts([item.key] if item.type == "choice" else item.keys)


@pytest.mark.parametrize("path", [SMALL_BANK, SHIPPED_BANK], ids=["small", "shipped"])
def test_every_question_with_options_keeps_its_stem_key_and_distractors(path: Path, tmp_path: Path):
    bank = bank_at(path)
    asked: list[Any] = [item for item in bank.items.values() if item.type in {"choice", "multiple"}]

    found = read_by_others(write_qti(bank).data, tmp_path)

    for item in asked:
        other = found[said(item)]
        assert keys_of(other) == keys_of(item)
        assert texts(other.distractors) == texts(item.distractors)
    assert len(asked) > 1


def test_the_shares_of_a_whole_answer_are_a_whole_mark() -> None:
    with zipfile.ZipFile(io.BytesIO(write_qti(bank_at(SHIPPED_BANK)).data)) as package:
        items = [fromstring(package.read(name)) for name in package.namelist() if "items/" in name]

    for item in items:
        shares = [float(each.get("mappedValue", "0")) for each in item.iter(f"{QTI}mapEntry")]
        won = [share for share in shares if 0 < share < 1]
        assert not won or sum(won) == pytest.approx(1, abs=1e-10)
