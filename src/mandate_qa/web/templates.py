"""The HTML of the pages: Jinja templates in `templates/`, every value escaped unless it is Markup already.

Each function of a page hands a template plain values; none builds HTML of its own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from mandate_qa.web import wording

if TYPE_CHECKING:
    from jinja2 import Environment


def rendered(template: str, **values: Any) -> str:
    """The template filled in with `values`; a name that is missing is an error, never an empty place."""
    return environment().get_template(template).render(**values)


@cache
def environment() -> Environment:
    """The templates of this package, with `wording` and its functions for all of them."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("mandate_qa.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["wording"] = wording
    made.filters["day"] = wording.day_words
    return made
