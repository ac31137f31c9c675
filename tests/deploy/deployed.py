"""What lies in deploy/, read as Compose, Docker and nginx read it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE_TEXT = (DEPLOY / "compose.yaml").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
NGINX = (DEPLOY / "nginx.conf").read_text("utf-8")
README = (DEPLOY / "README.md").read_text("utf-8")
APPS = [name for name in SERVICES if name.startswith("app-")]


def lines(instruction: str) -> list[str]:
    """What follows each occurrence of an instruction of the Dockerfile."""
    return re.findall(rf"^{instruction} (.*)$", DOCKERFILE, re.MULTILINE)


def interpolated(value: object, **given: str) -> str:
    """A value of the compose file, `${NAME:-default}` replaced by what is given under the name, else by the default."""
    return re.sub(r"\$\{(\w+):-(.*?)\}", lambda found: given.get(found[1]) or found[2], str(value))


def environment(service: str, **given: str) -> dict[str, str]:
    """A service's variables, those of the person who starts it (`given`) put in."""
    written = SERVICES[service].get("environment", {})
    return {name: interpolated(value, **given) for name, value in written.items()}


def image_environment() -> dict[str, str]:
    """The variables that the image of the apps sets, but for the search path."""
    pairs = dict(word.split("=", 1) for line in lines("ENV") for word in shlex.split(line))
    return {name: value for name, value in pairs.items() if name != "PATH"}


def command(service: str) -> list[str]:
    """The words that a service which is built here starts with."""
    (usual,) = lines("CMD")
    return [*SERVICES[service].get("command", json.loads(usual))]


def health_check() -> list[str]:
    """The words that ask an app how it is."""
    (line,) = lines("HEALTHCHECK")
    return [*json.loads(line.partition(" CMD ")[2])]


def address(service: str) -> str:
    """The address that a service is given; "" where it is none."""
    networks = SERVICES[service].get("networks", [])
    return str(networks["inside"]["ipv4_address"]) if isinstance(networks, dict) else ""


def found(pattern: str, text: str) -> list[str]:
    """All that stands in the one group of a pattern."""
    return re.findall(pattern, text, re.MULTILINE)
