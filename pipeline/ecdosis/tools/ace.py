"""Ace by DAISY, the checker of the accessibility of EPUBs (https://daisy.github.io/ace/): in Node.js and Chromium.

Quirks: it prints its report unless it has a folder for it, keeps a log and its settings in the user's folders, and
opens a browser for each book; `node/ace.js` lets it do none of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ecdosis.errors import ToolError
from ecdosis.tools import node
from ecdosis.validation.findings import Finding

CHECK: Final = "Ace"
SCRIPT: Final = node.ROOM / "ace.js"
TIMEOUT: Final = 60
"""Seconds to start up; a book may take as many more."""


def program() -> str:
    """The program that checks, with its version."""
    return f"Ace {node.version('@daisy/ace-core')}"


def check(epubs: Sequence[Path]) -> list[Finding]:
    """What Ace finds in some EPUBs (files that exist); all of it is an error, since we write the whole book. Raises
    ToolError if it, Node.js or Chromium is not there."""
    if not epubs:
        return []
    try:
        answers = node.run(SCRIPT, [str(epub.resolve()) for epub in epubs], TIMEOUT * (1 + len(epubs)))
    except ToolError as error:
        raise ToolError(f"Ace did not check the EPUBs: {error}") from error
    return [finding for epub, answer in zip(epubs, answers, strict=True) for finding in _findings(epub, answer)]


def _findings(epub: Path, answer: Mapping[str, Any]) -> Iterator[Finding]:
    """A finding for each rule that is broken in each file of a book."""
    if "error" in answer:
        yield Finding(epub, CHECK, "error", f"Ace broke off: {answer['error']}.")
        return
    for page in answer["assertions"]:
        inside = page["earl:testSubject"]["url"].lstrip("/")
        by_rule: dict[str, list[Mapping[str, Any]]] = {}
        for told in page["assertions"]:
            if told["earl:result"]["earl:outcome"] == "fail":
                by_rule.setdefault(told["earl:test"]["dct:title"], []).append(told)
        for rule, [first, *more] in by_rule.items():
            said = " ".join(str(first["earl:test"]["help"]["dct:description"]).split())
            also = f" (and at {len(more)} more places)" if more else ""
            context = " ".join(str(first["earl:result"].get("html", "")).split())
            yield Finding(epub, CHECK, "error", f"{inside}: {said}{also} [{rule}]", context=context)
