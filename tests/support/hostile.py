"""Files made to break a reader."""

from __future__ import annotations

import pytest

MERGE_BOMB = "a: &a {x: 1}\n" + "\n".join(
    f"b{n}: &b{n} {{<<: [{', '.join([f'*b{n - 1}' if n else '*a'] * 9)}]}}" for n in range(9)
)

HOSTILE = {
    "200,000 brackets": b"[" * 200_000,
    "200,000 braces": b"{a: " * 200_000,
    "200,000 dashes": b"- " * 200_000,
    "200,000 question marks": b"? " * 200_000,
    "a line of 10 MB": b"a: " + b"x" * 10_000_000,
    "a quoted line of 10 MB": b'a: "' + b"x y " * 2_500_000,
    "10 MB of quotes": b"'" * 10_000_000,
    "10 MB of colons": b": " * 5_000_000,
    "10 MB of tabs": b"\t" * 10_000_000,
    "2 MB of line breaks": b"\n" * 2_000_000,
    "10 MB of control characters": b"\x01" * 10_000_000,
    "100,000 unknown keys": b"".join(b"k%d: x\n" % n for n in range(100_000)),
    "100,000 times one key": b"k: x\n" * 100_000,
    "100,000 broken items": b"items:\n" + b"- x\n" * 100_000,
    "merge bomb": MERGE_BOMB.encode(),
    "NUL": b"a: b\x00c",
    "two documents": b"a: 1\n---\nb: 2\n",
    "UTF-16": "format: 1".encode("utf-16"),
    "Latin 1": "title: Été".encode("latin-1"),
    "lone surrogate": b"a: \xed\xa0\x80",
    "custom tag": b"a: !!python/object/apply:os.system [ls]\n",
    "long integer": b"a: " + b"9" * 10_000,
    "bad timestamp": b"a: 2017-99-99 99:99:99\n",
    "binary tag": b"a: !!binary '%%%'\n",
    "directive": b"%YAML 9.9\n---\na: 1\n",
    "unknown escape": b'a: "\\U00110000"\n',
    "half a surrogate pair": b'a: "\\ud800"\n',
    "alias without anchor": b"a: *b\n",
    "anchor to itself": b"a: &a [*a]\n",
    "empty": b"",
    "only a byte order mark": b"\xef\xbb\xbf",
    "only white space": b" \n\n  ",
    "ends within a key": b"? ",
    "empty key": b": x\n",
}

SMALL_HOSTILE = tuple(data[:3000] for data in HOSTILE.values())
"""The same, cut short, to be spoilt further or to spoil others with."""

_LARGE_BYTES = 1_000_000

each_hostile_file = pytest.mark.parametrize(
    "data",
    [
        pytest.param(data, marks=pytest.mark.slow if len(data) > _LARGE_BYTES else (), id=name)
        for name, data in HOSTILE.items()
    ],
)
"""Runs a test for each; those of megabytes take half a second and come in CI."""
