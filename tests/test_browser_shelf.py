"""The shelf and the report of validity in a real browser: they fit every screen, and fetch nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from ecdosis.cli import main
from ecdosis.errors import ToolError
from ecdosis.shelf import make as shelf
from ecdosis.shelf.card import BINS, Card, FoundKind
from ecdosis.shelf.index import MANY, index
from ecdosis.shelf.shown import Shown
from ecdosis.tools import axe, node
from ecdosis.validation.findings import Finding
from shelves import checked


@pytest.fixture(scope="module")
def full(specimens: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Both pages of a project with a failed edition and things found, and a shelf of many editions."""
    root = tmp_path_factory.mktemp("full")
    shutil.copytree(specimens, root, dirs_exist_ok=True)
    (root / "seeds" / "empty.txt").write_bytes(b"")
    with chdir(root):
        assert main(["build"]) == 4
    epub, html = root / "output" / "slips.epub", root / "output" / "slips.html"
    told = (
        Finding(epub, "EPUBCheck", "error", "A bad book. " + "x" * 300, 7, "some words"),
        Finding(html, "axe", "warning", "Look at this."),
        Finding(None, "veraPDF", "notice", "Java is missing."),
    )
    shelf.after_checks(root, checked(root, *told, EPUBCheck="epub", axe="html", TEI_All="xml"))
    rows = tuple(FoundKind("hyphen", (number,) * BINS) for number in range(40))
    many = [
        Shown(f"b{number}", "built", "", "", "", Card(f"Book {number:02}", "", "Ä. Writer", "", "en", 9, 9, (row,), ()))
        for number, row in enumerate(rows)
    ]
    (root / "output" / "many.html").write_bytes(index(many))
    (root / "output" / "few.html").write_bytes(index(many[: MANY - 1]))
    return {name: root / "output" / f"{name}.html" for name in ("index", "validity", "many", "few")}


def needed(error: ToolError) -> NoReturn:
    """Skip a test for want of something from outside; in CI it has to be there."""
    if os.environ.get("ECDOSIS_CI"):
        raise error
    pytest.skip(str(error))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine."""
    try:
        program = node.chromium()
    except ToolError as error:
        needed(error)
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def complaints(browser: Browser) -> Iterator[tuple[Any, list[str]]]:
    """A tab of the browser, and all that goes wrong in it: errors, and requests but for the page itself."""
    tab = browser.new_page()
    found: list[str] = []
    tab.on("console", lambda message: found.append(message.text))
    tab.on("pageerror", lambda error: found.append(str(error)))
    tab.on("request", lambda asked: None if asked.is_navigation_request() else found.append(asked.url))
    yield tab, found
    tab.close()


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("name", ["index", "validity", "many"])
def test_it_fits_every_screen(
    full: Mapping[str, Path], complaints: tuple[Any, list[str]], name: str, width: int
) -> None:
    tab, found = complaints
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(full[name].as_uri())
    tab.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert found == []


def test_find_and_sort(full: Mapping[str, Path], complaints: tuple[Any, list[str]]) -> None:
    tab, found = complaints
    tab.goto(full["many"].as_uri())
    cards = tab.locator(".card:visible h2")
    assert cards.count() == 40 >= MANY
    tab.get_by_label("Sort").select_option("most changes first")
    assert cards.first.text_content() == "Book 39"
    tab.get_by_label("Find").fill("a. writer book 07")
    assert cards.all_text_contents() == ["Book 07"]
    assert tab.locator("output").text_content() == "1 of 40"
    tab.get_by_label("Find").fill("")
    assert cards.count() == 40
    assert found == []
    tab.goto(full["few"].as_uri())
    assert tab.locator("input").count() == 0  # few editions: nothing to find


def test_a_badge_leads_to_its_place_in_the_report(full: Mapping[str, Path], complaints: tuple[Any, list[str]]) -> None:
    tab, _ = complaints
    tab.goto(full["index"].as_uri())
    tab.get_by_role("link", name="EPUBCheck 1 found wrong").click()
    assert tab.locator(":target h3").text_content().startswith("✕ EPUBCheck")
    assert "A bad book." in tab.locator(":target").text_content()


def test_no_script_but_ours_runs(full: Mapping[str, Path], browser: Browser, tmp_path: Path) -> None:
    """What would get past the escaping is stopped by the policy of the page."""
    hostile = "<script>document.title = 'hacked'</script><img src=x onerror=\"document.title = 'hacked'\"></body>"
    for name, path in full.items():
        (tmp_path / f"{name}.html").write_text(path.read_text().replace("</body>", hostile))
        tab = browser.new_page()
        tab.goto((tmp_path / f"{name}.html").as_uri())
        assert tab.title() != "hacked"
        tab.close()


def test_axe_finds_nothing(full: Mapping[str, Path]) -> None:
    try:
        assert axe.check(list(full.values())) == []
    except ToolError as error:
        needed(error)
