"""A plug-in that is installed (tests/plugin), and plug-ins as they should not be."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from importlib.metadata import EntryPoint
from typing import Final

import pytest

from ecdosis import languages, plugins
from ecdosis.book.words import words_for
from ecdosis.formats import table as outputs
from ecdosis.inputs import table as sources
from ecdosis.languages.interface import interface
from ecdosis.stages import table as stages

TEXT: Final = """The ferryman rang the \N{BELL} in the evening, and the lamp was lit when he came there.

ding ding ding ding

The ferryman went home in the morning, and nobody had come to the landing in the whole of the night.
"""


def run(environment: dict[str, str], *arguments: str, status: int = 0) -> str:
    """What a command says with the plug-in, on standard output; on standard error, if it is to fail."""
    command = [sys.executable, "-m", "ecdosis", *arguments]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    return done.stderr if status else done.stdout


class Package:
    """What entry points say of their package."""

    version = "3"

    def __init__(self, name: str) -> None:
        self.name = name


def forget() -> None:
    """What is known of plug-ins is looked for anew."""
    tables = (stages.stages, outputs.formats, sources.inputs, languages.languages, languages.language)
    for known in (plugins.found, plugins.loaded, *tables, interface, words_for):
        getattr(known, "cache_clear", lambda: None)()


def with_plug_ins(group: str, monkeypatch: pytest.MonkeyPatch, **given: object) -> None:
    """As if packages had these entry points of a group, each named as its package."""
    points = tuple(EntryPoint(name, "x:y", group) for name in given)
    for point in points:
        vars(point)["dist"] = Package(f"of-{point.name}")
    monkeypatch.setattr(plugins, "found", lambda of: points if of == group else ())
    monkeypatch.setattr(plugins, "loaded", lambda of: tuple(given.items()) if of == group else ())
    forget()


with_formats = partial(with_plug_ins, outputs.GROUP)
with_inputs = partial(with_plug_ins, sources.GROUP)
with_languages = partial(with_plug_ins, languages.GROUP)


def broken(*_: object) -> None:
    raise ZeroDivisionError("no rope")


def nothing(*_: object) -> None:
    return None
