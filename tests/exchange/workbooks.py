"""Workbooks as a spreadsheet program saves them."""

from __future__ import annotations

import io
from typing import Any

import openpyxl


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
