"""The small bank with its source in two layers: a paragraph of the original, and a note."""

from __future__ import annotations

from pathlib import Path

from tests.support.records import edit_bank

URL = "https://example.org/tides"
LINK = f'<a href="{URL}" rel="noopener">Paragraph 4 of the original</a>'

_BLOCK = """\
      text: |
        The moon pulls at the sea, and twice a day the water rises. Fishermen reportedly planned
        their week by it.

        A spring tide comes"""
_LIST = """\
      text:
        - text: |
            The moon pulls at the sea, and twice a day the water rises. Fishermen reportedly planned
            their week by it.
          paragraph: 4
        - note: A pilot *leads* ships.
        - |
          A spring tide comes"""


def divide_source(bank_file: Path) -> None:
    """Name the paragraph of the first passage, and put a note behind it."""
    published = "  published: 2020-03-01\n"
    edit_bank(bank_file, (published, f"{published}  url: {URL}\n"), (_BLOCK, _LIST))
