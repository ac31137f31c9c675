"""What lies in deploy/ fits together, and fits the program: names, ports, settings, commands and files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from mandate_qa.backends.engines import TOKEN
from mandate_qa.backends.llms.keys import ANY
from mandate_qa.cli.parser import parse
from mandate_qa.settings import PREFIX, Settings
from mandate_qa.web.access.proxies import networks

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
NGINX = (DEPLOY / "nginx.conf").read_text("utf-8")
APPS = [name for name in SERVICES if name.startswith("app-")]
NOT_SETTINGS = {TOKEN, ANY, "MANDATE_QA_INDEX"}
"""What stands in the environment beside settings."""


def lines(instruction: str) -> list[str]:
    """What follows each occurrence of an instruction of the Dockerfile."""
    return re.findall(rf"^{instruction} (.*)$", DOCKERFILE, re.MULTILINE)


def environment(service: str) -> dict[str, str]:
    """A service's variables, those of the person who starts it left at what stands for them."""
    written = SERVICES[service].get("environment", {})
    return {name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", str(value)) for name, value in written.items()}


def mounts() -> Iterator[tuple[str, str]]:
    """Each service with what it mounts."""
    for name, service in SERVICES.items():
        for volume in service.get("volumes", []):
            yield name, re.sub(r"\$\{\w+:-(.*?)\}", r"\1", volume).partition(":")[0]


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
    assert re.findall(r"server (\S+):(\d+) ", NGINX) == [(name, str(served.port)) for name in APPS]
    address = SERVICES["proxy"]["networks"]["inside"]["ipv4_address"]
    (subnet,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    assert ip_address(address) in ip_network(subnet["subnet"])
    for name in APPS:
        trusted = networks(environment(name)["MANDATE_QA_SERVING__TRUSTED_PROXIES"])
        assert [str(network) for network in trusted] == [f"{address}/32"]
    listening = re.findall(r"listen (\d+);", NGINX)
    assert [port.rpartition(":")[2] for port in SERVICES["proxy"]["ports"]] == listening


def test_one_reader_stays_with_one_app() -> None:
    (variable,) = re.findall(r"hash \$(\w+) consistent;", NGINX)
    assert re.search(rf"map \$cookie_{variable} \${variable} ", NGINX)
    assert "proxy_buffering off;" in NGINX


def test_nothing_that_is_started_is_unknown() -> None:
    program, *words = SERVICES["builder"]["command"]
    assert program == "mandate-qa"
    assert parse(words).command == "update"


def test_the_image_installs_what_the_program_offers_and_runs_as_nobody_special() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (extras,) = re.findall(r'"\.\[([\w,]+)\]"', DOCKERFILE)
    assert "milvus" in extras.split(",")
    assert set(extras.split(",")) <= set(project["optional-dependencies"])
    assert lines("USER") == ["reader"]
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = {word for line in lines("COPY") if not line.startswith("--from") for word in line.split()[:-1]}
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.skipif(shutil.which("nginx") is None, reason="needs nginx")
def test_nginx_takes_its_file(tmp_path: Path) -> None:
    port = iter(range(7860, 7870))  # names of services mean nothing here
    path = tmp_path / "nginx.conf"
    path.write_text(re.sub(r"server app-\d:7860", lambda _: f"server 127.0.0.1:{next(port)}", NGINX), "utf-8")
    run = subprocess.run(["nginx", "-t", "-c", str(path)], capture_output=True, text=True, check=False)
    assert "syntax is ok" in run.stderr, run.stderr


@pytest.mark.skipif(shutil.which("docker") is None, reason="needs docker compose")
def test_docker_compose_takes_its_file() -> None:
    command = ["docker", "compose", "--file", str(DEPLOY / "compose.yaml"), "config", "--quiet"]
    if subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("needs docker compose")
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
