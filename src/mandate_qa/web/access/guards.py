"""The guards round the application, in their order, and what they share with the page to sign in on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mandate_qa.errors import SettingsError
from mandate_qa.settings import ServingSettings
from mandate_qa.web.access.gate import Gate
from mandate_qa.web.access.hosts import KnownNamesOnly
from mandate_qa.web.access.origins import OwnSiteOnly
from mandate_qa.web.access.passwords import Passwords, SigningIn
from mandate_qa.web.access.proxies import Forwarded, networks, root_of
from mandate_qa.web.access.sessions import Sessions, secret_beside
from mandate_qa.web.access.users import Users
from mandate_qa.web.closing import Finishing
from mandate_qa.web.headers import ClosedToOutside

if TYPE_CHECKING:
    from fastapi import FastAPI

    from mandate_qa.web.service import Service


def signing_in(serving: ServingSettings) -> SigningIn | None:
    """What signing in takes; None where no file of users is set.

    Raises SettingsError when the file names nobody, UsageError when it or the secret beside it cannot be read.
    """
    if not serving.users:
        return None
    users = Users(Path(serving.users).expanduser())
    if not users.hashes:
        told = f"{serving.users} names nobody who may sign in"
        raise SettingsError(f"{told}; add somebody: mandate-qa users add NAME --users {serving.users}")
    return SigningIn(users, Passwords(users), secret_beside(users.path))


def add_guards(app: FastAPI, service: Service) -> None:
    """Put the guards round `app`, the innermost first: a request meets the last one before all others.

    Raises SettingsError for settings that cannot be, and what `signing_in` raises.
    """
    serving, doors = service.settings.serving, service.signing_in
    root = root_of(serving.root_path)
    if doors or serving.user_header:
        app.add_middleware(Gate, doors=doors)
    if doors:
        app.add_middleware(Sessions, secret=doors.secret, path=root or "/")
    app.add_middleware(OwnSiteOnly)
    app.add_middleware(Finishing, closing=service.closing)
    app.add_middleware(ClosedToOutside)
    app.add_middleware(Forwarded, root=root, proxies=networks(serving.trusted_proxies), user_header=serving.user_header)
    if not (doors or serving.user_header):  # before a header of the page's own could give another name
        app.add_middleware(KnownNamesOnly, hosts=serving.hosts)
