"""axe-core, the checker of the accessibility of web pages (https://github.com/dequelabs/axe-core): in Chromium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from ecdosis.errors import ToolError
from ecdosis.tools import node
from ecdosis.validation.findings import Finding

CHECK: Final = "axe"
SCRIPT: Final = node.ROOM / "axe.js"
WIDTHS: Final = (360, 1440)
"""CSS pixels: a phone, a wide screen."""
SCHEMES: Final = ("light", "dark")
TIMEOUT: Final = 60
"""Seconds to start up; a page may take as many more."""


def program() -> str:
    """The program that checks, with its version."""
    return f"axe-core {node.version('axe-core')}"


def check(pages: Sequence[Path]) -> list[Finding]:
    """What axe finds in some web pages (files that exist), narrow and wide, light and dark; all of it is an error,
    since we write the whole page. Raises ToolError if it, Node.js or Chromium is not there."""
    if not pages:
        return []
    names = {str(page.resolve()): page for page in pages}
    question = {"pages": list(names), "widths": WIDTHS, "schemes": SCHEMES}
    try:
        answers = node.run(SCRIPT, question, TIMEOUT * (1 + len(pages)))
    except ToolError as error:
        raise ToolError(f"axe did not check the web pages: {error}") from error
    by_page = groupby(answers, lambda answer: str(answer["page"]))
    return [finding for name, same in by_page for finding in _findings(names[name], list(same))]


def _findings(page: Path, answers: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """A finding for each rule that a page breaks, with the looks in which it does."""
    broken: dict[str, list[tuple[Mapping[str, Any], str]]] = {}
    for answer in answers:
        for violation in answer["violations"]:
            broken.setdefault(violation["id"], []).append((violation, f"{answer['scheme']} {answer['width']}"))
    for rule, found in broken.items():
        first = found[0][0]
        looks = "" if len(found) == len(answers) else f" ({', '.join(look for _, look in found)} px)"
        more = f" (and at {first['count'] - 1} more places)" if first["count"] > 1 else ""
        message = f"{first['help']}: {first['target']}{more}{looks} [{rule}]"
        yield Finding(page, CHECK, "error", message, context=" ".join(first["html"].split()))
