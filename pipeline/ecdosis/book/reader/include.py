"""Parts of a document that lie in files beside it (XInclude 1.1): those in its own folder are taken in, no others."""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from ecdosis.book.reader.parsing import parsed
from ecdosis.errors import UnusableInputError
from ecdosis.model.characters import holdable
from ecdosis.storage.files import is_file, read_regular
from ecdosis.tei.names import EXAMPLE

INCLUDE: Final = "{http://www.w3.org/2001/XInclude}include"
FALLBACK: Final = "{http://www.w3.org/2001/XInclude}fallback"
MOST_BYTES: Final = 64 << 20
"""Of all files together."""
DEEPEST: Final = 8
"""Files that take in files."""
MOST_FILES: Final = 10_000
_VALUE: Final = re.compile(r"=\s*[\"']([^\"'#<>\n]+)")
"""The value of an attribute, up to a fragment."""


def included(root: etree._Element, path: Path) -> list[str]:
    """Put the parts in their places in the tree of a document from `path`; returns a word about each that could not be
    had. Nothing outside of the document's folder is opened."""
    budget = [MOST_BYTES]
    return list(_included(root, path.resolve(), path.resolve().parent, (path.resolve(),), budget))


def named_in(path: Path) -> frozenset[Path]:
    """The files that a document names in any attribute, and those that these name: parts, pictures and what else may be
    read for it; itself among them."""
    found: set[Path] = set()
    waiting = [path]
    while waiting and len(found) < MOST_FILES:
        file = waiting.pop()
        if file in found or not is_file(file):
            continue
        found.add(file)
        with contextlib.suppress(OSError):
            text = read_regular(file, MOST_BYTES).decode("utf-8", "replace").replace("\0", "")
            waiting += [
                file.parent / unquote(html.unescape(name)) for name in set(_VALUE.findall(text)) if len(name) < 1_000
            ]
    return frozenset(found)


def _included(
    root: etree._Element, path: Path, folder: Path, above: tuple[Path, ...], budget: list[int]
) -> Iterator[str]:
    for element in list(root.iter(INCLUDE)):
        if next(element.iterancestors(EXAMPLE), None) is not None:
            continue
        part, why = _part(element, path.parent, folder, above, budget)
        if isinstance(part, etree._Element):
            target = _target(element, path.parent)
            yield from _included(part, target, folder, (*above, target), budget)
            _replace(element, [part], "")
        elif isinstance(part, str):
            _replace(element, [], part)
        else:
            fallback = element.find(FALLBACK)
            _replace(
                element, [] if fallback is None else list(fallback), "" if fallback is None else fallback.text or ""
            )
            yield f"{element.get('href', '')}: {why}"


def _target(element: etree._Element, beside: Path) -> Path:
    return (beside / unquote(element.get("href") or "")).resolve()


def _part(
    element: etree._Element, beside: Path, folder: Path, above: tuple[Path, ...], budget: list[int]
) -> tuple[etree._Element | str | None, str]:
    """What an `include` brings, or why it brings nothing."""
    href = element.get("href") or ""
    if not href or ":" in href or href.startswith(("/", "\\")):
        return None, "it is not a file beside the document"
    if element.get("xpointer"):
        return None, "only whole files are taken in"
    try:
        path = _target(element, beside)
        if not path.is_relative_to(folder):
            return None, "it lies outside of the document's folder"
        if path in above or len(above) > DEEPEST:
            return None, "it takes in itself"
        data = read_regular(path, budget[0])
        budget[0] -= len(data)
        if element.get("parse") == "text":
            text = data.decode(element.get("encoding", "utf-8"), "replace")
            return holdable(text.replace("\r\n", "\n").replace("\r", "\n")), ""
        return parsed(path, data)[0], ""
    except OSError as error:
        return None, f"it cannot be read ({error.strerror})"
    except (LookupError, ValueError, UnusableInputError) as error:
        return None, f"it cannot be read ({error})"


def _replace(element: etree._Element, parts: list[etree._Element], text: str) -> None:
    """Elements and words in the place of an element."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    tail = element.tail or ""
    parent.remove(element)
    if text:
        previous = parent[index - 1] if index else None
        if previous is None:
            parent.text = (parent.text or "") + text
        else:
            previous.tail = (previous.tail or "") + text
    for offset, part in enumerate(parts):
        parent.insert(index + offset, part)
    last = parent[index + len(parts) - 1] if index + len(parts) else None
    if last is None:
        parent.text = (parent.text or "") + tail
    else:
        last.tail = (last.tail or "") + tail
