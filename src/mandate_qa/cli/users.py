"""The command that keeps the file of the people who may sign in: it asks for passwords, and never shows one."""

from __future__ import annotations

import sys
from argparse import Namespace
from getpass import getpass
from pathlib import Path

from mandate_qa.cli.common import say
from mandate_qa.errors import UsageError
from mandate_qa.settings import Settings


def run_users(arguments: Namespace) -> None:
    """Add somebody or change a password, remove somebody, or list the names."""
    from mandate_qa.web.access.passwords import hashed
    from mandate_qa.web.access.users import Users, checked_name

    users = Users(users_file(arguments.users))
    if arguments.action == "list":
        say("\n".join(users.hashes) or f"{users.path} names nobody yet.")
        return
    name = checked_name(named(arguments))
    if arguments.action == "remove":
        users.remove(name)
        say(f"{name} may no longer sign in.")
        return
    new = users.put(name, hashed(from_stdin() if arguments.stdin else asked()))
    say(f"{name} may sign in." if new else f"{name} has a new password, and must sign in again.")


def users_file(given: str | None) -> Path:
    """The file that is named, else that of the settings. Raises UsageError without one."""
    file = given or Settings.load().serving.users
    if not file:
        raise UsageError("No file of users is named; give one with --users FILE, or set MANDATE_QA_SERVING__USERS.")
    return Path(file).expanduser()


def named(arguments: Namespace) -> str:
    """The name on the command line. Raises UsageError without one."""
    if not arguments.name:
        raise UsageError(f"Nobody is named; say whom to {arguments.action}: mandate-qa users {arguments.action} NAME")
    return str(arguments.name)


def from_stdin() -> str:
    """The first line of stdin."""
    return sys.stdin.readline().rstrip("\r\n")


def asked() -> str:
    """A password typed twice, hidden. Raises UsageError when nobody is there, or the two differ."""
    if not sys.stdin.isatty():
        raise UsageError("Nobody is there to type a password; hand it over with --stdin.")
    password = getpass("Password: ")
    if getpass("The same password again: ") != password:
        raise UsageError("The two passwords differ; run it again.")
    return password
