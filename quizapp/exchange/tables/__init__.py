"""Tables of questions, a row for each: CSV and XLSX."""

from __future__ import annotations

from quizapp.exchange.tables.csv_file import read_csv, write_csv
from quizapp.exchange.tables.xlsx_file import read_xlsx, write_xlsx

__all__ = ["read_csv", "read_xlsx", "write_csv", "write_xlsx"]
