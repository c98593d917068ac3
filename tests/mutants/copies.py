"""A copy of the tree to break: whatever ends a run, no fault is left behind in the tree itself."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from compileall import compile_dir
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

NOT_COPIED = (".git", ".venv", ".mutants", ".hypothesis", "*_cache", "instance", "node_modules")
PLUGIN = Path(__file__).with_name("chosen_tests.py")


@dataclass(frozen=True)
class Copy:
    """A tree in which one fault at a time is made, and tests are run."""

    folder: Path

    @contextmanager
    def broken(self, path: str, source: str) -> Iterator[None]:
        """The copy while a module of it reads otherwise."""
        module = self.folder / path
        whole, times = module.read_text(encoding="utf-8"), module.stat()
        module.write_text(source, encoding="utf-8")
        # What was compiled is taken for current by the time and size of its source.
        os.utime(module, (0, 0))
        try:
            yield
        finally:
            module.write_text(whole, encoding="utf-8")
            os.utime(module, ns=(times.st_atime_ns, times.st_mtime_ns))

    def pytest(
        self, *args: str, limit_seconds: float | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run tests in the copy; what they started ends with them.

        Raises:
            TimeoutExpired: it took longer than the limit.
        """
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", *args]
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as running:
            try:
                output, _ = running.communicate(timeout=limit_seconds)
            finally:
                _end_group(running.pid)
        return subprocess.CompletedProcess(command, running.returncode, output)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            # Before the tree that is installed for editing; the plugin is found at the end.
            "PYTHONPATH": os.pathsep.join([str(self.folder), str(PLUGIN.parent)]),
            "PYTHONDONTWRITEBYTECODE": "1",  # or a fault would outlive its source
            "CI": "1",  # hypothesis tries the same examples each time
        }


@contextmanager
def copy_of(root: Path, folder: Path) -> Iterator[Copy]:
    """A copy of the tree in a folder that is there only meanwhile."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    compile_dir(folder / "quizapp", quiet=2)
    try:
        yield Copy(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end_group(leader: int) -> None:
    with suppress(ProcessLookupError):  # nobody is left
        os.killpg(leader, signal.SIGKILL)
