"""What lies in deploy/ fits together, and fits the program: names, ports, settings, commands and files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
from deployed import (
    APPS,
    COMPOSE,
    COMPOSE_TEXT,
    DEPLOY,
    NGINX,
    README,
    SERVICES,
    address,
    environment,
    interpolated,
    lines,
)

from mandate_qa.backends.engines import TOKEN
from mandate_qa.backends.llms.keys import ANY
from mandate_qa.cli.parser import parse
from mandate_qa.settings import PREFIX, Settings
from mandate_qa.web.access.proxies import networks

NOT_SETTINGS = {TOKEN, ANY, "MANDATE_QA_INDEX"}
"""What stands in the environment beside settings."""


def mounts() -> Iterator[tuple[str, str]]:
    """Each service with what it mounts."""
    for name, service in SERVICES.items():
        for volume in service.get("volumes", []):
            yield name, interpolated(volume).partition(":")[0]


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_is_built_here_or_has_a_version(name: str) -> None:
    service = SERVICES[name]
    if "build" in service:
        assert (
            DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]
        ).resolve() == DEPLOY / "Dockerfile"
    else:
        assert re.search(r":\D*\d", service["image"].rpartition("/")[2])


def test_what_is_waited_for_can_tell_that_it_is_well() -> None:
    for service in SERVICES.values():
        for needed, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}
            assert "healthcheck" in SERVICES[needed] or "build" in SERVICES[needed]
    assert "/health'" in lines("HEALTHCHECK")[0]


def test_everything_mounted_is_there() -> None:
    for _, source in mounts():
        assert (DEPLOY / source).exists() if source.startswith(".") else source in COMPOSE["volumes"]
    assert {source for _, source in mounts() if not source.startswith(".")} == set(COMPOSE["volumes"])


def test_only_the_builder_writes_the_index() -> None:
    for name in APPS:
        assert "index:/srv/index:ro" in SERVICES[name]["volumes"]
    assert "index:/srv/index" in SERVICES["builder"]["volumes"]
    assert "/srv/seeds" not in " ".join(SERVICES[APPS[0]]["volumes"])  # an app that saw them would build, too


@pytest.mark.parametrize("name", [*APPS, "builder"])
def test_the_variables_are_settings_of_the_program(name: str) -> None:
    variables = {n: value for n, value in environment(name).items() if n.startswith(PREFIX)}
    for variable in variables.keys() - NOT_SETTINGS:
        branch: Any = asdict(Settings())
        for part in variable.removeprefix(PREFIX).lower().split("__"):
            assert part in branch, variable
            branch = branch[part]
    settings = Settings.load(Path("none"), {n: value for n, value in variables.items() if n not in NOT_SETTINGS})
    host, port = settings.milvus.uri.removeprefix("http://").split(":")
    assert (settings.store, host in SERVICES, port) == ("milvus", True, "19530")


def test_the_apps_and_the_builder_search_in_the_same_collections() -> None:
    milvus = [{n: v for n, v in environment(name).items() if "MILVUS" in n} for name in (*APPS, "builder")]
    assert milvus[0] and milvus == [milvus[0]] * len(milvus)


def test_the_proxy_leads_to_every_app_and_is_the_only_one_believed() -> None:
    (command,) = (json.loads(line) for line in lines("CMD"))
    served = parse(command[1:])
    assert re.findall(r"server (\S+):(\d+) .* # (\S+)", NGINX) == [
        (address(name), str(served.port), name) for name in APPS
    ]
    for name in APPS:
        trusted = networks(environment(name)["MANDATE_QA_SERVING__TRUSTED_PROXIES"])
        assert [str(network) for network in trusted] == [f"{address('proxy')}/32"]
    listening = re.findall(r"listen (\d+);", NGINX)
    assert [port.rpartition(":")[2] for port in SERVICES["proxy"]["ports"]] == listening


def test_nobody_else_is_given_an_address_that_was_promised() -> None:
    (pool,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    promised = [ip_address(found) for found in map(address, SERVICES) if found]
    assert len({*promised, ip_address(pool["gateway"])}) == len([*APPS, "proxy"]) + 1
    for found in promised:
        assert found in ip_network(pool["subnet"]) and found not in ip_network(pool["ip_range"])


def test_nothing_that_is_started_is_unknown() -> None:
    program, *words = SERVICES["builder"]["command"]
    assert program == "mandate-qa"
    assert parse(words).command == "update"
    told = re.findall(r"docker compose run --rm (\S+) mandate-qa ([^`]+)`", README)
    assert told
    for service, command in told:
        assert not address(service)  # whose address would be taken while the service itself runs
        file = Path(parse(command.split()).users)
        assert f"users:{file.parent}" in SERVICES[service]["volumes"]


def test_what_can_be_set_is_told() -> None:
    for name in {*re.findall(r"\$\{(\w+)", COMPOSE_TEXT)}:
        assert f"`{name}`" in README
