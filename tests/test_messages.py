"""What is said to people holds for all of them: who installed the package has no Makefile."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from conftest import ROOT

PACKAGE: Final = ROOT / "pipeline" / "ecdosis"
MAKE: Final = re.compile(
    r"`make\b|\(make\b|\bmake [A-Z]+=|\bmake (?:validate|build|checkers|clean|again)\b|>make\b|run make"
)
"""How a message names the program."""
OTHERS: Final = ("with make", "make schema")
"""What may stand in one: it says beside it what to do without; or it is for those who work on the program."""


def spoken(code: str) -> Iterator[str]:
    """The strings of a module that are no docstrings; the parts of one that is put together as one."""
    tree = ast.parse(code)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)} - {
        id(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
    }
    for node in ast.walk(tree):
        if id(node) in silent or id(node) in inner:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def told(path: Path) -> list[str]:
    """What a file says to people that names make, and nothing else."""
    text = path.read_text(encoding="utf-8")
    said = spoken(text) if path.suffix == ".py" else text.splitlines()
    return [one for one in said if MAKE.search(one) and not any(other in one for other in OTHERS)]


FILES: Final = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".html", ".js", ".xhtml"))


def test_no_message_sends_to_a_makefile_that_is_not_there() -> None:
    assert len(FILES) > 200
    assert {path.relative_to(PACKAGE).as_posix(): said for path in FILES if (said := told(path))} == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('x = "Build it first (make)."', True),
        ('x = f"{path}: Build it first (make)."', True),
        ('x = "Check it again: make validate."', True),
        ('x = "or name their folder (" "make SEEDS=DIR)"', True),
        ('x = "say --overwrite (with make: make OVERWRITE=yes)"', False),
        ('x = "These make a text."', False),
        ('def f():\n    """Run `make schema` or `make`."""', False),
    ],
)
def test_such_a_message_is_found(code: str, found: bool, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text(code, encoding="utf-8")
    assert bool(told(tmp_path / "x.py")) == found
