"""The project's frozen values as plain dicts, lists, strings and numbers, and back again.

Knows dataclasses, tuples, dicts with text keys, enums and optional values by their type hints, and no class by name.
Where the JSON is kept is for others to decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]

PLAIN = (str, int, float, bool, NoneType)


def encode(value: Any) -> Any:
    """`value` as what JSON can hold: dataclasses become dicts in field order, tuples lists, enums their values."""
    if type(value) in PLAIN:  # most are, and no enum is
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: encode(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, PLAIN):
        return value
    raise TypeError(f"{type(value).__name__} has no JSON form here; use dataclasses, tuples, dicts or plain values.")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass."""
    return tuple(field.name for field in fields(kind))


def decode(kind: type[T], value: Any) -> T:
    """The `kind` that `encode` made `value` from; a field that is missing takes its default.

    Raises TypeError, ValueError or KeyError when `value` has another shape.
    """
    hint: Any = kind
    result: T = decoder(hint)(value)
    return result


@cache
def decoder(hint: Any) -> Decoder:
    """The function that turns JSON values into `hint`; made once a type, so that decoding itself stays quick."""
    if hint is Any or hint in PLAIN:
        return _unchanged
    if get_origin(hint) in (Union, UnionType):
        return _optional(get_args(hint))
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint))
    if get_origin(hint) is dict:
        return _dict(get_args(hint)[1])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if is_dataclass(hint):
        return _dataclass(hint)
    raise TypeError(f"{hint} has no JSON form here; use dataclasses, tuples, dicts or plain values.")


def _unchanged(value: Any) -> Any:
    return value


def _optional(choices: tuple[Any, ...]) -> Decoder:
    present = [choice for choice in choices if choice is not NoneType]
    if len(present) != 1:
        raise TypeError(f"{choices} cannot be told apart in JSON; use one type, or one type and None.")
    inner = decoder(present[0])
    return lambda value: None if value is None else inner(value)


def _tuple(items: tuple[Any, ...]) -> Decoder:
    if items[1:] == (Ellipsis,):
        each = decoder(items[0])
        return _plain_tuple if each is _unchanged else lambda values: tuple([each(value) for value in _list(values)])
    places = [decoder(item) for item in items]
    return lambda values: tuple([place(value) for place, value in zip(places, _list(values), strict=True)])


def _plain_tuple(values: Any) -> tuple[Any, ...]:
    return tuple(_list(values))


def _list(values: Any) -> list[Any] | tuple[Any, ...]:
    """`values` if they are a list; TypeError for a text, which would be taken for a list of its letters."""
    if not isinstance(values, list | tuple):
        raise TypeError(f"{values!r} is no list")
    return values


def _dict(item: Any) -> Decoder:
    inner = decoder(item)
    return lambda values: {key: inner(value) for key, value in values.items()}


def _dataclass(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    found = {field.name: decoder(hints[field.name]) for field in fields(kind)}
    inner = {name: each for name, each in found.items() if each is not _unchanged}  # few; the rest need no look at

    def made(value: Any) -> Any:
        return kind(**{**value, **{name: each(value[name]) for name, each in inner.items() if name in value}})

    return made
