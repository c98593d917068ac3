"""The kind of disk that a file lies on, where the system tells it."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
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
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    nearest = (-1, "")
    for line in lines:
        _, place, kind, *_ = line.split(" ")
        # Spaces and the like stand as octal numbers in this list.
        mount = Path(place.encode().decode("unicode_escape"))
        if mount in (folder, *folder.parents):
            nearest = max(nearest, (len(mount.parts), kind), key=lambda each: each[0])
    return nearest[1] or None
