"""The public names: all there, in order, and each says what it is."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import FunctionType
from typing import Any

import pytest

import mandate_qa


def test_all_is_sorted_and_complete() -> None:
    assert mandate_qa.__all__ == sorted(mandate_qa.__all__)
    assert set(mandate_qa.__all__) == set(mandate_qa._HOME)
    assert dir(mandate_qa) == sorted([*mandate_qa.__all__, "__version__"])


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="anser"):
        mandate_qa.anser  # noqa: B018


@pytest.mark.parametrize("name", mandate_qa.__all__)
def test_name_resolves_and_has_a_docstring(name: str) -> None:
    public = getattr(mandate_qa, name)
    assert public.__name__ == name
    undocumented = [path for path, thing in documented_parts(name, public) if not own_docstring(thing)]
    assert undocumented == []


def documented_parts(name: str, public: Any) -> Iterator[tuple[str, Any]]:
    """The thing itself and, of a class, the methods and properties it defines."""
    yield name, public
    for part, value in vars(public).items() if inspect.isclass(public) else ():
        if isinstance(value, (classmethod, staticmethod, property, FunctionType)) and not part.startswith("_"):
            yield f"{name}.{part}", value


def own_docstring(thing: Any) -> str:
    """Its docstring, unless that is only the signature which dataclass writes where there is none."""
    doc = inspect.getdoc(thing) or ""
    return "" if doc.startswith(f"{getattr(thing, '__name__', '')}(") else doc
