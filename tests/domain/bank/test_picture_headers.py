"""What a file of a picture is: told by its content, whatever it is called."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank.picture_headers import Header, NoPictureError, header
from quizapp.domain.bank.picture_notes import without_location
from tests.support.pictures import gif, jpeg, placed_exif, png, png_chunk, riff, webp

GOOD = {
    "png": png(7, 5),
    "jpeg": jpeg(640, 480),
    "gif": gif(5, 4),
    "webp": webp(),
}


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (GOOD["png"], "png", (7, 5)),
        (GOOD["jpeg"], "jpeg", (640, 480)),
        (GOOD["gif"], "gif", (5, 4)),
        *((webp(kind), "webp", (640, 480)) for kind in (b"VP8X", b"VP8L", b"VP8 ")),
    ],
)
def test_kind_and_size_are_read(data, kind, size):
    found = header(data)

    assert found == Header(kind, *size)


@pytest.mark.parametrize("order", ["<", ">"])
def test_place_where_it_was_taken_is_noticed(order):
    exif = placed_exif(order)

    placed = [
        png(chunks=png_chunk(b"eXIf", exif)),
        jpeg(exif=exif),
        webp(exif=exif),
        webp(exif=b"Exif\0\0" + exif),
        png(chunks=png_chunk(b"eXIf", b"II*\0") + png_chunk(b"eXIf", exif)),
    ]

    assert all(header(data).has_location for data in placed)
    assert (
        not header(jpeg(exif=exif.replace(b"\x25\x88", b"\x26\x88"))).has_location or order == ">"
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "SVG"),
        (b"<svg><script>alert(1)</script></svg>", "SVG"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"MZ\x90", "no picture"),
        (b"", "empty"),
        (png(0, 2), "without width"),
        (png()[:20], "breaks off"),
        (jpeg()[:12], "breaks off"),
        (webp()[:22], "breaks off"),
        (b"GIF89a\x01", "breaks off"),
    ],
)
def test_what_is_no_picture_is_said_to_be_what_it_is(data, words):
    with pytest.raises(NoPictureError, match=words):
        header(data)


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 200), st.binary(max_size=60))
def test_no_bytes_are_too_odd(kind, at, rest):
    data = GOOD[kind][:at] + rest

    try:
        found = header(data)
    except NoPictureError:
        return

    assert found.width > 0


@given(st.binary(max_size=200))
def test_no_camera_notes_are_too_odd(exif):
    assert header(jpeg(exif=exif[:4])).kind == "jpeg"
    assert header(jpeg(exif=b"II*\0" + exif)).kind == "jpeg"


@pytest.mark.parametrize("order", ["<", ">"])
def test_place_is_taken_out_and_which_side_is_up_stays(order):
    exif = placed_exif(order)
    pictures = [jpeg(exif=exif), png(chunks=png_chunk(b"eXIf", exif)), webp(exif=exif)]

    cleaned = [without_location(data) for data in pictures]

    assert [header(data) for data in cleaned] == [
        replace(header(data), has_location=False) for data in pictures
    ]
    assert all(b"N\0\0\0" in data for data in pictures)
    assert not any(b"N\0\0\0" in data for data in cleaned)
    assert all(b"\x12\x01\x03\0\x01\0\0\0\x06\0" in data for data in cleaned[:2])


def test_picture_without_a_place_stays_byte_for_byte():
    pictures = [*GOOD.values(), jpeg(exif=b"II*\0\x08\0\0\0\0\0")]

    assert [without_location(data) for data in pictures] == pictures


def test_place_that_a_program_for_photographs_has_written_is_noticed_and_taken_out():
    note = b"XML:com.adobe.xmp\0\0\0\0\0<x exif:GPSLatitude='52,31N'/>"
    pictures = [png(chunks=png_chunk(b"iTXt", note)), webp() + riff(b"XMP ", note)]

    cleaned = [without_location(data) for data in pictures]

    assert all(header(data).has_location for data in pictures)
    assert not any(b"GPSLatitude" in data for data in cleaned)
    assert [header(data).kind for data in cleaned] == ["png", "webp"]


def test_picture_whose_parts_say_less_than_they_should_is_still_cleaned():
    odd = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0" + riff(b"EXIF", placed_exif())

    cleaned = without_location(odd)

    assert header(odd).has_location
    assert b"N\0\0\0" not in cleaned
