"""The templates of all that is HTML, XHTML or XML: they alone hold markup, and whatever else they are given is escaped.

Jinja2 is imported when the first page is written, not before. A name in a template that nobody gave a value is an
error, never an empty string.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FOLDER: Final = files(__name__)


def render(name: str, /, **values: object) -> str:
    """A whole document from a template (`shelf/index.html`) and what it names."""
    return _environment().get_template(name).render(values)


def partial(name: str, macro: str, /, **values: object) -> Markup:
    """What a macro of a template makes of its arguments."""
    made: Markup = getattr(_module(name), macro)(**values)
    return made


@cache
def _module(name: str) -> object:
    return _environment().get_template(name).module


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    from ecdosis.languages.detect import right_to_left

    environment = Environment(
        loader=FunctionLoader(lambda name: FOLDER.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.tests["right_to_left"] = right_to_left
    return environment
