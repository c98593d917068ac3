"""Moodle XML, the format in which Moodle keeps the most of a question."""

from __future__ import annotations

from quizapp.exchange.moodle_xml.reader import read_moodle_xml
from quizapp.exchange.moodle_xml.writer import write_moodle_xml

__all__ = ["read_moodle_xml", "write_moodle_xml"]
