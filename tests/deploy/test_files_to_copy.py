"""The files in deploy/ fit the project and one another, and the programs they are for take them."""

from __future__ import annotations

import ipaddress
import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from quizapp.cli import main
from quizapp.cli.open_files import KEPT_FILES, WANTED_CONNECTIONS
from quizapp.cli.processes import KILL_SECONDS
from quizapp.web import config
from quizapp.web.edges import LARGEST_BANK_BODY
from quizapp.web.settings import PREFIX, SETTINGS
from quizapp.web.working_apart import GIVE_UP_SECONDS
from tests.support.proxied import DEPLOY, program, servers_named, set_up_proxy

ROOT = DEPLOY.parent
UNIT = (DEPLOY / "quizapp@.service").read_text()
SITE = (DEPLOY / "nginx-quizapp.conf").read_text()
CONTAINER = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
INVENTED = {"POSTGRES_PASSWORD": "p" * 20, "QUIZAPP_SECRET_KEY": "s" * 40}


def expect_command(words: list[str]) -> dict[str, Any]:
    """Have the words taken as a `quizapp` command would, short of doing it; gives its options."""
    assert words[0] == "quizapp"
    command: click.Command = main
    words = words[1:]
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, words
        command, words = found, words[1:]
    return command.make_context("quizapp", list(words)).params


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name} (.*)$", CONTAINER, re.MULTILINE)


def seconds(text: str) -> int:
    return int(text.removesuffix("s"))


# systemd


def test_the_unit_serves_on_the_port_in_its_name():
    (command,) = re.findall(r"^ExecStart=\S+/(quizapp .*)$", UNIT, re.MULTILINE)

    assert expect_command(shlex.split(command.replace("%i", "8001")))["port"] == 8001


def test_the_unit_leaves_time_to_answer_and_enough_files():
    (stop,) = re.findall(r"^TimeoutStopSec=(\d+)$", UNIT, re.MULTILINE)
    (files,) = re.findall(r"^LimitNOFILE=(\d+)$", UNIT, re.MULTILINE)

    assert int(stop) > KILL_SECONDS
    assert int(files) == WANTED_CONNECTIONS + KEPT_FILES


def test_systemd_takes_the_unit(request: pytest.FixtureRequest, tmp_path: Path):
    analyze = program(request, "systemd-analyze")
    real = f"{sys.executable} -m quizapp.cli serve"
    path = tmp_path / "quizapp@8000.service"
    text, count = re.subn(r"^ExecStart=\S+ serve", f"ExecStart={real}", UNIT, flags=re.MULTILINE)
    path.write_text(text.replace("/srv/quizapp", str(tmp_path)))

    result = subprocess.run(
        [analyze, "verify", "--man=no", str(path)], capture_output=True, text=True, check=False
    )

    assert count == 1
    own = [line for line in result.stderr.splitlines() if "quizapp@" in line]
    assert own == []
    assert result.returncode == 0, result.stderr


# nginx


def test_nginx_takes_the_site(request: pytest.FixtureRequest, tmp_path: Path):
    nginx, openssl = program(request, "nginx"), program(request, "openssl")
    proxy = set_up_proxy(nginx, openssl, tmp_path, (8100, 8101))

    result = subprocess.run([*proxy.command, "-t"], capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
    assert "warn" not in result.stderr


def test_nginx_lets_whole_banks_through():
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", SITE)

    assert int(megabytes) * 1024**2 >= LARGEST_BANK_BODY


def test_nginx_waits_for_teachers_as_long_as_anything_is_worked_out_for_them():
    (location,) = re.findall(r"location /teach/ \{[^}]*\}", SITE)
    (waits,) = re.findall(r"proxy_read_timeout (\w+);", location)

    # For a place to work, and for the work.
    assert seconds(waits) > 2 * GIVE_UP_SECONDS


def test_nginx_sets_every_header_that_is_believed():
    believed = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Request-ID"]

    assert {name: f"proxy_set_header {name} $" in SITE for name in believed} == dict.fromkeys(
        believed, True
    )
    # In a location that sets one header of its own, nginx forgets all others.
    for location in re.findall(r"location[^{]*\{[^}]*\}", SITE):
        assert "proxy_set_header" not in location


def test_nginx_asks_the_servers_that_systemd_begins():
    ports = re.search(r"enable --now quizapp@(\d+) quizapp@(\d+)", UNIT)
    assert ports is not None

    servers = servers_named((DEPLOY / "nginx-quizapp-servers.conf").read_text())

    assert servers == [f"127.0.0.1:{port}" for port in ports.groups()]


# The container


def test_everything_that_is_copied_is_there_and_all_that_a_wheel_needs_is_copied():
    sources = [word for line in instructions("COPY") for word in line.split()[:-1]]
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())
    build = wanted["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = [*build["packages"], *build["force-include"], wanted["project"]["readme"]]

    assert [each for each in sources if not (ROOT / each).exists()] == []
    for each in [*needed, *wanted["project"]["license-files"], "pyproject.toml"]:
        assert any(each == source or each.startswith(f"{source}/") for source in sources), each


def test_the_container_has_a_python_that_will_do():
    (version,) = re.findall(r"^FROM \S+/python:3\.(\d+)", CONTAINER, re.MULTILINE)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]

    assert int(version) >= int(wanted.removeprefix(">=3."))


def test_the_container_has_the_drivers_and_what_builds_the_package():
    (lock,) = re.findall(r"--requirement (\S+)", CONTAINER)
    text = (ROOT / lock).read_text()

    for name in ("psycopg", "redis", "hatchling"):
        assert re.search(rf"^{name}(\[\w+\])?==", text, re.MULTILINE), name


def test_the_container_serves_everybody_who_reaches_it():
    (words,) = instructions("CMD")

    options = expect_command(json.loads(words))

    assert (options["host"], options["port"]) == ("0.0.0.0", 8000)  # noqa: S104  in a container


# compose


@pytest.mark.parametrize("name", ["app1", "app2", "migrated"])
def test_the_settings_of_compose_can_be_used(name: str):
    given = {
        key: re.sub(r"\$\{(\w+):\?\}", lambda found: INVENTED[found[1]], value)
        for key, value in SERVICES[name]["environment"].items()
    }

    values = config.settings({key.removeprefix(PREFIX): given[key] for key in given})

    assert {key.removeprefix(PREFIX) for key in given} <= {each.name for each in SETTINGS}
    assert config.flask_config(values)["SESSION_COOKIE_SECURE"]
    assert values["DATABASE_URL"].startswith("postgresql+psycopg://quizapp:")


def test_the_database_is_brought_up_before_any_server_begins():
    expect_command(SERVICES["migrated"]["command"])

    for name in ("app1", "app2"):
        waits_for = SERVICES[name]["depends_on"]["migrated"]["condition"]
        assert waits_for == "service_completed_successfully"
        assert seconds(SERVICES[name]["stop_grace_period"]) > KILL_SECONDS
        assert "command" not in SERVICES[name]


def address_of(name: str) -> str:
    return str(SERVICES[name]["networks"]["inside"]["ipv4_address"])


def test_nginx_and_its_servers_keep_their_addresses_in_the_network():
    (network,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    addresses = {ipaddress.ip_address(address_of(name)) for name in ("nginx", "app1", "app2")}

    assert len(addresses) == 3
    assert all(each in ipaddress.ip_network(network["subnet"]) for each in addresses)


def test_servers_that_share_a_folder_thin_out_one_anothers_backups():
    origins = [(SERVICES[name]["hostname"], SERVICES[name]["volumes"]) for name in ("app1", "app2")]

    assert origins[0] == origins[1]


def test_only_the_address_of_nginx_is_trusted():
    address = address_of("nginx")

    for name in ("app1", "app2"):
        assert SERVICES[name]["environment"]["QUIZAPP_TRUSTED_PROXY"] == address


def test_nginx_of_compose_asks_its_servers():
    servers = servers_named((DEPLOY / "nginx-compose-servers.conf").read_text())

    assert servers == ["app1:8000", "app2:8000"]
    assert {each.split(":")[0] for each in servers} <= set(SERVICES)


def test_the_files_that_compose_mounts_are_there_and_the_addresses_are_services():
    mounted = [volume.split(":")[0] for volume in SERVICES["nginx"]["volumes"]]
    settings = SERVICES["app1"]["environment"]

    for each in mounted:
        assert (DEPLOY / each).exists() or each == "./certificates"
    assert re.search(r"@(\w+)/", settings["QUIZAPP_DATABASE_URL"])[1] in SERVICES  # type: ignore[index]  # or it fails
    assert re.search(r"//(\w+):", settings["QUIZAPP_REDIS_URL"])[1] in SERVICES  # type: ignore[index]  # or it fails


def test_what_the_container_looks_for_is_where_compose_puts_it():
    (owned,) = re.findall(r"install --directory \S+ \S+\s+(.*)$", CONTAINER, re.MULTILINE)
    mounted = [volume.split(":")[1] for volume in SERVICES["app1"]["volumes"]]

    assert set(mounted) <= set(owned.split())
    assert SERVICES["app1"]["environment"]["QUIZAPP_BANK"] in mounted
    assert f"QUIZAPP_DATA_DIR={mounted[1]}" in CONTAINER
