"""Web pages of editions, opened in the system's Chromium, for the tests of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.editor import rows
from ecdosis.formats.html import html
from ecdosis.project import descriptor
from ecdosis.tei.names import parse

SEEDS = Path(__file__).parent.parent / "seeds"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = (360, 768, 1440)
VIEWS = ("reading", "changes", "source")


def absent(why: str) -> None:
    """Skips a test because something from outside is missing, which it must not be in CI."""
    assert not os.environ.get("ECDOSIS_CI"), f"in CI this must be there: {why}"
    pytest.skip(why)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        absent("needs Chromium (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def page_of(name: str, texts: Path, *, decided: bool = True) -> bytes:
    """The web page of an edition, with the editor's decisions or with the questions that they answer."""
    known = descriptor.load(SEEDS / f"{name}.toml")
    path = texts / known.source
    decisions_of = SEEDS / f"{name}.decisions.tsv"
    decided_rows = rows.load(decisions_of) if decided and decisions_of.exists() else ()
    return html(book(parse(to_tei(path.read_bytes(), known, path, decisions=decided_rows))))


@dataclass
class Opened:
    """A page that is open, all that it said on its console, and what it asked the network for."""

    page: Page
    address: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, place: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{place}" if place else self.address)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.page.evaluate(script, *arguments)

    def show(self, view: str) -> None:
        self.page.locator(f"#view-{view}").click()

    @property
    def views(self) -> list[str]:
        return [view for view in VIEWS if view == "reading" or self.page.locator(f"#view-{view}").count()]


@contextmanager
def opened(browser: Browser, path: Path, width: int = 1440, **looks: Any) -> Iterator[Opened]:
    """A page of an edition in a window of some width (CSS pixels); nothing of it may fail or ask the network."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **looks)
    page = context.new_page()
    made = Opened(page, path.as_uri())
    page.on("console", lambda message: made.said.append(message.text))
    page.on("pageerror", lambda error: made.said.append(str(error)))
    page.on("request", lambda request: made.asked.append(request.url.partition("#")[0]))
    made.go()
    yield made
    context.close()
    assert made.said == []
    assert set(made.asked) <= {made.address, "about:blank"}
