"""Tables of questions, a row for each: CSV, XLSX and ODS."""

from __future__ import annotations

from quizapp.exchange.tables.csv_file import read_csv, write_csv
from quizapp.exchange.tables.ods_file import read_ods
from quizapp.exchange.tables.xlsx_file import read_xlsx, write_xlsx

__all__ = ["read_csv", "read_ods", "read_xlsx", "write_csv", "write_xlsx"]
