"""nginx as deploy/ sets it up, with a certificate of its own; Redis or Valkey to count limits."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.places import leave_out
from tests.support.served import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
START_SECONDS = 30

CERTIFICATE = (
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    " -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
)
MAIN = """{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    {temporary}
    include {folder}/*.conf;
}}
"""
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def program(request: pytest.FixtureRequest, *names: str) -> str:
    """The first of these programs that there is; without one, the test is left out."""
    places = f"{os.environ['PATH']}:/usr/sbin:/sbin"
    found = next(filter(None, (shutil.which(name, path=places) for name in names)), None)
    if found is None:
        leave_out(request, " or ".join(names))
    return str(found)


@dataclass(frozen=True)
class Proxy:
    """The files of deploy/ in a folder, ready for nginx: other ports, another certificate."""

    nginx: str
    folder: Path
    http: int
    https: int

    @property
    def url(self) -> str:
        """Where learners go."""
        return f"https://127.0.0.1:{self.https}"

    @property
    def command(self) -> list[str]:
        """How nginx is begun."""
        return [self.nginx, "-e", f"{self.folder}/error.log", "-c", f"{self.folder}/nginx.main"]

    def trusted(self) -> ssl.SSLContext:
        """What trusts its certificate."""
        return ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))


def set_up_proxy(nginx: str, openssl: str, folder: Path, ports: Sequence[int]) -> Proxy:
    """Put the files of deploy/ into a folder, with these ports as those of the servers."""
    proxy = Proxy(nginx, folder, free_port(), free_port())
    made = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(
        [openssl, *CERTIFICATE.split(), *made],
        check=True,
        capture_output=True,
    )
    site = (DEPLOY / "nginx-quizapp.conf").read_text()
    site = replaced(site, "listen 80;", f"listen 127.0.0.1:{proxy.http};")
    site = replaced(site, "listen 443 ssl;", f"listen 127.0.0.1:{proxy.https} ssl;")
    site = replaced(site, "/etc/ssl/quizapp", str(folder))
    (folder / "site.conf").write_text(site)
    servers = (DEPLOY / "nginx-quizapp-servers.conf").read_text()
    for number, port in enumerate(ports):
        servers = replaced(servers, f"127.0.0.1:{8000 + number} ", f"127.0.0.1:{port} ")
    (folder / "servers.conf").write_text(servers)
    temporary = "\n    ".join(f"{each}_temp_path {folder}/{each};" for each in _TEMPORARY)
    user = "user root;" if os.getuid() == 0 else ""
    main = MAIN.format(user=user, folder=folder, temporary=temporary)
    (folder / "nginx.main").write_text(main)
    return proxy


def replaced(text: str, old: str, new: str) -> str:
    """The text with something else in the place of what has to be in it."""
    assert old in text, old
    return text.replace(old, new)


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A program that serves, from when it listens at a port."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        give_up_at = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up_at:
            assert process.poll() is None, command
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def counting_server(redis: str) -> Iterator[str]:
    """A Redis or Valkey that keeps nothing; gives its address."""
    port = free_port()
    keeping_nothing = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with running([redis, "--port", str(port), *keeping_nothing], port):
        yield f"redis://127.0.0.1:{port}/0"


def servers_named(config: str) -> list[str]:
    """The servers of an upstream."""
    return re.findall(r"^\s+server ([\w.]+:\d+)", config, re.MULTILINE)
