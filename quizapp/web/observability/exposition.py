"""Figures as Prometheus reads them: its text format, version 0.0.4."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.web.observability.figures import Key, Labels

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

FAMILIES = {
    "quizapp_info": ("gauge", "The version that runs."),
    "quizapp_processes": ("gauge", "Processes that serve."),
    "quizapp_requests_total": ("counter", "Requests, by route and status."),
    "quizapp_request_seconds": ("histogram", "How long requests took, by route."),
    "quizapp_rows_saved_total": ("counter", "What learners have answered, by table."),
    "quizapp_writes_total": ("counter", "Transactions that had their turn to write."),
    "quizapp_write_wait_seconds_total": ("counter", "How long they have waited for it."),
    "quizapp_writers_waiting": ("gauge", "Those that wait for it now."),
    "quizapp_database_errors_total": ("counter", "Errors of the database, by kind."),
}
"""The kind of each figure, and what it says."""

_SUFFIXES = ("_bucket", "_sum", "_count")


def exposition(sums: Mapping[Key, float], version: str) -> str:
    """The page that Prometheus reads."""
    told = {**sums, ("quizapp_info", (("version", version),)): 1}
    lines: list[str] = []
    for name, (kind, words) in FAMILIES.items():
        names = {name + suffix for suffix in _SUFFIXES} if kind == "histogram" else {name}
        samples = sorted(key for key in told if key[0] in names)
        if samples:
            lines += [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]
            lines += [f"{key[0]}{_labels(key[1])} {told[key]:.17g}" for key in samples]
    return "\n".join(lines) + "\n"


def _labels(labels: Labels) -> str:
    pairs = [f'{name}="{_escaped(text)}"' for name, text in labels]
    return "{" + ",".join(pairs) + "}" if pairs else ""


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
