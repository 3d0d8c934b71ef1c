"""Markup is in templates, which escape what they are given, and in no string of the code. `make check` runs this."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

import ecdosis

PACKAGE: Final = Path(ecdosis.__file__).parent
TEMPLATES: Final = sorted((PACKAGE / "templates").rglob("*.*ml"))
TAG: Final = re.compile(r"</?[a-zA-Z][\w:-]*(?=[\s/>]|$)")
GROUP: Final = re.compile(r"\(\?P?<[\w!=]*>?|(?<=\\g)<\w+>")
"""What begins like a tag in a regular expression: names of groups, and what stands before."""
EXCEPTIONS: Final = {
    "shelf/make.py": "by this tag the pages of release 0.1.0 are known",
    "stages/furniture/lines.py": "marks of pages that texts came with are known by it",
    "stages/references/entries.py": "names of groups, where a pattern is made of another",
    "stages/references/tokens.py": "names of groups, where a pattern is made of another",
    "validation/products.py": "by these a whole page is known",
    **dict.fromkeys(
        (
            f"tei/{name}.py"
            for name in (
                *("body", "correspondence", "declarations", "file", "header", "letters", "persons"),
                *("versions", "work", "write"),
            )
        ),
        "the text of the TEI is written piece by piece, since each line of the source is one of the file",
    ),
}
"""The modules that have markup in their strings -> why they may."""
SAFE: Final = {
    "evaluate/page.py": "the style sheet, which is a file of ours",
    "formats/html/page.py": "style sheet, script and the policy that allows these alone",
    "shelf/frame.py": "style sheet and script, which are files of ours",
}
"""The modules that say of a string that it is markup -> of which."""


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.AST]:
    """All modules of the package, by their paths in it."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def strings(tree: ast.AST) -> Iterator[str]:
    """All that strings and bytes say, but for docstrings, what stands alone after a constant to tell of it, and the
    patterns of the module `re`."""
    told = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    told |= {part for call in calls(tree, r"re\.\w+") for pattern in call.args[:1] for part in _within(pattern)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in told and isinstance(node.value, (str, bytes)):
            yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")


def _within(tree: ast.AST) -> Iterator[ast.expr]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.expr))


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """The calls of what has a name that a pattern matches."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return (node for node in nodes if re.fullmatch(name, ast.unparse(node.func)))


def tags(tree: ast.AST) -> list[str]:
    return [found.group() for text in strings(tree) for found in TAG.finditer(GROUP.sub("", text))]


def test_no_string_is_markup(modules: Mapping[str, ast.AST]) -> None:
    """An exception that is none any more has to go from the list."""
    found = {name: tags(tree) for name, tree in modules.items()}
    assert {name: those for name, those in found.items() if those and name not in EXCEPTIONS} == {}
    assert [name for name in EXCEPTIONS if not found.get(name)] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('x = "<p>"', ["<p"]),
        ("x = f'<a href=\"{y}\">{z}</a>'", ["<a", "</a"]),
        ("x = f'<{name} class'", []),
        ('x = b"<meta charset"', ["<meta"]),
        ('x = "epub:type <epub:case>"', ["<epub:case"]),
        ('def f():\n    """A <p>."""\n    return "a < b"', []),
        ('X = 1\n"""Of `<p>`."""', []),
        ('x = r"(?P<year>\\d+)(?<=x)(?<!y)"', []),
        ('x = re.compile(r"<p>|</p>")', []),
        ('x = re.sub("x", "<p>", y)', ["<p"]),
        ('x = "a <b"', ["<b"]),
        ('x = "1<2 and x<y, a<b"', ["<b"]),
    ],
)
def test_what_is_found(code: str, found: list[str]) -> None:
    assert tags(ast.parse(code)) == found


def test_nothing_is_called_markup_that_was_not_escaped(modules: Mapping[str, ast.AST]) -> None:
    """`Markup` of a text from anywhere would be let through; of nothing, or of a constant, it is empty or a blank."""
    given = {name: [part for call in calls(tree, "Markup") for part in call.args] for name, tree in modules.items()}
    assert {name for name, parts in given.items() if not all(isinstance(p, ast.Constant) for p in parts)} == {*SAFE}


def test_templates_escape_all() -> None:
    assert len(TEMPLATES) > 10
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*(safe|forceescape|tojson)|autoescape|Markup", text), path
