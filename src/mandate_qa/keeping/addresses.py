"""SQLAlchemy URLs: read from the settings, and what to install when the driver of one is missing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from mandate_qa.errors import BackendNotInstalledError, SettingsError

PACKAGES = {
    "psycopg": "psycopg[binary]",
    "psycopg2": "psycopg2-binary",
    "MySQLdb": "mysqlclient",
    "mariadb": "mariadb",
}
"""What pip calls the package of a driver, where it is not called like the driver."""


def engine_url(place: Path | str) -> URL:
    """An SQLite file or a URL as SQLAlchemy takes it; raises SettingsError when it is neither."""
    if isinstance(place, Path):
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
        url.get_dialect()
    except ImportError:
        return make_url(place)  # known, and told of as missing when it is opened
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        known = "write it like sqlite:////data/kept.sqlite or postgresql+psycopg://user@host/name"
        raise SettingsError(f"serving.database is no URL of a database that SQLAlchemy knows; {known}.") from error
    return url


def missing_driver(url: URL, error: ImportError) -> BackendNotInstalledError:
    """The error that names the pip line for the driver of `url`."""
    module = (error.name or url.get_driver_name()).partition(".")[0]
    told = f"serving.database is a {url.get_backend_name()} database, whose driver {module} is not installed"
    line = f"pip install '{PACKAGES.get(module, module)}'"
    return BackendNotInstalledError(f"{told}; run: {line}", url.get_backend_name())
