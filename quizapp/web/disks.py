"""The kind of disk that a file lies on, where the system tells it."""

from __future__ import annotations

import os
import re
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
_OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
NETWORK_DISKS = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.glusterfs",
    "vboxsf",
    "webdav",
)


def is_on_network(folder: Path) -> bool:
    """Whether other machines may have the folder open, so that they share no memory with this."""
    if str(folder).startswith("\\\\"):  # \\server\folder, on Windows
        return True
    return (kind_of_disk(folder) or "").startswith(NETWORK_DISKS)


def kind_of_disk(folder: Path) -> str | None:
    """The file system that a folder lies on, None where that cannot be found out."""
    try:
        lines = MOUNTS.read_bytes().splitlines()
    except OSError:
        return None
    folder = folder.resolve()  # a link to another disk leads to it
    places = {folder, *folder.parents}
    nearest, found = -1, None
    for line in lines:
        _, place, kind, *_ = line.split(b" ")
        mount = _mount(place)
        # What is mounted over something else comes after it, as what an automount has mounted.
        if mount in places and len(mount.parts) >= nearest:
            nearest, found = len(mount.parts), kind.decode()
    return found


def _mount(place: bytes) -> Path:
    """A place of the list, in which spaces and the like stand as octal numbers."""
    return Path(os.fsdecode(_OCTAL.sub(lambda number: bytes([int(number[1], 8)]), place)))
