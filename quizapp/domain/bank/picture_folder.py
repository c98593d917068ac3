"""The files of pictures beside a bank, held against what it declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from quizapp.domain.bank.codes import CODES, Severity
from quizapp.domain.bank.diagnostics import Finding
from quizapp.domain.bank.limits import MOST_BYTES, MOST_PIXELS
from quizapp.domain.bank.picture_headers import NoPictureError, header
from quizapp.domain.bank.pictures import Picture, PictureFacts
from quizapp.domain.bank.positions import Span
from quizapp.domain.bank.suggestions import did_you_mean

FOLDER = "pictures"


@dataclass(frozen=True)
class PictureFile:
    """A file in the folder: what it is, or in words why it cannot be used."""

    facts: PictureFacts | None = None
    code: str = ""
    trouble: str = ""
    has_location: bool = False


@dataclass(frozen=True)
class PictureFolder:
    """The files by name; `is_shared`: other banks stand beside it, which may use them, too."""

    files: Mapping[str, PictureFile] = field(default_factory=dict)
    is_shared: bool = False


NO_PICTURES = PictureFolder()


@dataclass(frozen=True)
class DeclaredFile:
    """Where a bank names a file, and for which picture."""

    picture_id: str
    file: str
    span: Span


def looked_at(data: bytes, sha256: str) -> PictureFile:
    """Return what a file is, by its content."""
    if len(data) > MOST_BYTES:
        return too_large(len(data))
    try:
        found = header(data)
    except NoPictureError as error:
        return PictureFile(code="B264", trouble=f"is {error}")
    if found.width * found.height > MOST_PIXELS:
        size = f"{found.width:,} by {found.height:,} pixels"
        return PictureFile(code="B267", trouble=f"has {size}; {MOST_PIXELS:,} in all are the most")
    facts = PictureFacts(sha256, found.kind, found.width, found.height)
    return PictureFile(facts, has_location=found.has_location)


def too_large(size: int) -> PictureFile:
    """Return what is to be said of a file of so many bytes, which nobody reads."""
    return PictureFile(
        code="B267", trouble=f"has {size:,} bytes; {MOST_BYTES:,} (2 MB) are the most"
    )


def facts_in(folder: PictureFolder, pictures: Mapping[str, Picture]) -> dict[str, PictureFacts]:
    """Return what is known of the content of pictures, by their ids."""
    files = {each.id: folder.files.get(each.file) for each in pictures.values()}
    return {name: file.facts for name, file in files.items() if file and file.facts}


def file_findings(declared: tuple[DeclaredFile, ...], folder: PictureFolder) -> Iterator[Finding]:
    """Yield what is wrong with the files of a bank's pictures."""
    for each in declared:
        yield from _findings_of(each, folder)
    named = {each.file for each in declared}
    unused = sorted(name for name in folder.files if name not in named)
    if declared and unused and not folder.is_shared:
        names = ", ".join(f"`{name}`" for name in unused[:5])
        rest = f" and {len(unused) - 5} more" if len(unused) > 5 else ""
        message = f"No picture of this bank uses {names}{rest}, in the folder `{FOLDER}`."
        hint = "Declare it under `pictures`, or take the file out of the folder."
        yield _finding("B268", message, declared[-1].span, hint)


def _findings_of(declared: DeclaredFile, folder: PictureFolder) -> Iterator[Finding]:
    file = folder.files.get(declared.file)
    if file is None:
        message = f"There is no file `{declared.file}` in the folder `{FOLDER}` beside this bank."
        near = did_you_mean(declared.file, folder.files)
        yield _finding("B265", message, declared.span, near or CODES["B265"].hint)
    elif file.trouble:
        message = f"The file `{declared.file}` {file.trouble}."
        yield _finding(file.code, message, declared.span)
    elif file.has_location:
        message = f"The file `{declared.file}` says where its picture was taken."
        yield _finding("W550", message, declared.span)


def _finding(code: str, message: str, span: Span, hint: str | None = None) -> Finding:
    entry = CODES[code]
    return Finding(code, entry.severity, message, hint or entry.hint, span)


def has_error(findings: tuple[Finding, ...]) -> bool:
    """Whether one of these keeps a bank from being used."""
    return any(each.severity is Severity.ERROR for each in findings)
