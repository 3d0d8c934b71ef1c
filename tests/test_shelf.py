"""The shelf and the report of validity: they say what is true, stay true when files change, and work from disk."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser, sync_playwright

from pipeline import manifest, shelf, validity
from pipeline.cli import main
from pipeline.errors import ToolError
from pipeline.findings import Finding, Report
from pipeline.publish.shelf import plots
from pipeline.publish.shelf.card import BINS, Card, Found, found, from_dict
from pipeline.publish.shelf.frame import anchor
from pipeline.publish.shelf.index import MANY, index
from pipeline.publish.shelf.shown import Shown
from pipeline.tei.names import content, parse
from pipeline.tei.read import changes, queries
from pipeline.tei.restore import source_text
from pipeline.tools import axe, node

GOOD = b"The first line of a good text.\n\nAnd another paragraph of it.\n"
SLIPS = b"""A TITLE

The man saw teh house and said that he wil go thither at once and the the end of it was a an apple, he thought.

He had a letter form his brother, and teh men went thier ways on the next morning, as they had said.
"""
MARKUP = "<script>alert(1)</script> & “Co”"


@pytest.fixture(scope="module")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with our specimens, one more text that leaves questions, and one text that is missing, all built. Copy
    it before you change anything in it."""
    root = tmp_path_factory.mktemp("specimens")
    shutil.copytree(ROOT / "seeds", root / "seeds", ignore=lambda _, names: [n for n in names if n[0].isdigit()])
    (root / "seeds" / "slips.txt").write_bytes(SLIPS)
    (root / "seeds" / "far.toml").write_text('title = "Far"\nauthor = "Somebody"\nsource = "far away.txt"')
    with chdir(root):
        assert main(["build"]) == 0
    return root


@pytest.fixture
def copied(specimens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the specimens' project, and the working directory in it."""
    root = tmp_path / "project"
    shutil.copytree(specimens, root)
    monkeypatch.chdir(root)
    return root


def page(root: Path, name: str = "index") -> etree._Element:
    """The shelf or the report of a project."""
    return etree.fromstring((root / "output" / f"{name}.html").read_bytes(), etree.HTMLParser(encoding="utf-8"))


def one(root: etree._Element, path: str) -> etree._Element:
    """The one element that a path of XPath leads to."""
    [found] = many(root, path)
    return found  # type: ignore[no-any-return]


def many(root: etree._Element, path: str) -> list[Any]:
    """All that a path of XPath leads to."""
    found: Any = root.xpath(path)
    return list(found)


def card(root: Path, name: str) -> etree._Element:
    """What the shelf has of an edition."""
    return one(page(root), f"//li[@id='{anchor('edition', name)}']")


def words(element: etree._Element) -> str:
    return " ".join(content(element).split())


def states(root: Path, name: str) -> dict[str, str]:
    """What the report's table of an edition says: name of the badge -> its state."""
    cells = many(page(root, "validity"), f"//table//tr[th/a/@href='#{anchor(name)}']/td/a")
    return {words(cell).rpartition(":")[0].lstrip("✓✕!– 0123456789"): cell.get("class").split()[1] for cell in cells}


def all_files(root: Path) -> dict[Path, tuple[int, bytes]]:
    """All products with when they were written."""
    paths = [path for folder in ("output", "tei") for path in (root / folder).iterdir() if path.is_file()]
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}


# ---------------------------------------------------------------- what is true


def editions(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "tei").glob("*.xml"))


def manifest_of(root: Path, name: str) -> manifest.Manifest:
    loaded = manifest.load(root / "tei" / f"{name}.xml")
    assert loaded
    return loaded


def test_the_counts_are_those_of_the_tei(specimens: Path) -> None:
    totals: Counter[str] = Counter()
    for name in editions(specimens):
        root = parse((specimens / "tei" / f"{name}.xml").read_bytes())
        kinds = Counter(plots.called(record.kind) for record in changes(root) if not record.part_of)
        if asked := len(queries(root)):
            kinds["Open question"] = asked
        rows = many(card(specimens, name), ".//tbody/tr")
        shown = {words(row[0]): int(words(row[1]).replace(",", "")) for row in rows}
        assert shown == dict(kinds), name
        totals += kinds
        assert (f"{asked} open question" in words(card(specimens, name))) == bool(asked)
    assert totals["Open question"] > 0
    figures = {words(div[0]): words(div[1]) for div in many(page(specimens), "//dl[@class='figures']/div")}
    assert figures["editions"] == str(len(editions(specimens)))
    asked = totals["Open question"]
    assert figures["open question" if asked == 1 else "open questions"] == str(asked)
    expected = sum(manifest_of(specimens, name).card.counts["changes"] for name in editions(specimens))
    assert figures["changes"] == str(expected)


def test_a_stroke_stands_where_the_change_stands(specimens: Path) -> None:
    root = parse((specimens / "tei" / "specimen-the-ferry-ledger.xml").read_bytes())
    length = len(source_text(root))
    expected = {record.start * BINS // length for record in changes(root) if record.kind == "hyphen"}
    row = one(card(specimens, "specimen-the-ferry-ledger"), f".//tbody/tr[th='{plots.called('hyphen')}']")
    drawn = str(one(row, ".//*[@class='strip']/*[local-name()='path']").get("d"))
    assert {int(x) // plots.WIDTH for x in re.findall(r"M(\d+) ", drawn)} == expected


def test_every_plot_says_in_words_what_it_shows(specimens: Path) -> None:
    for strip in many(page(specimens), "//*[@class='strip']"):
        assert strip.get("role") == "img"
        numbers = list(map(int, re.findall(r"\d+", strip.get("aria-label"))))
        row = next(strip.iterancestors("tr"))
        assert sum(numbers) == int(words(row[1]))


def test_extent_title_and_formats(specimens: Path) -> None:
    shown = card(specimens, "specimen-the-ferryman")
    assert one(shown, ".//h2//span").get("lang") == "ru"
    count = len((specimens / "output" / "specimen-the-ferryman.txt").read_text().split())
    assert f"{count} words" in words(shown)
    sizes = {words(a).rpartition(" ")[0]: a.get("href") for a in many(shown, ".//ul[@class='formats']//a")}
    assert set(sizes.values()) == {
        *(f"specimen-the-ferryman.{format_}" for format_ in ("html", "epub", "pdf", "txt")),
        "../tei/specimen-the-ferryman.xml",
    }
    assert str(one(shown, ".//img").get("src")).startswith("data:image/png;base64,iVBOR")


@pytest.mark.parametrize("name", ["index", "validity"])
def test_links_lead_to_what_exists(specimens: Path, name: str) -> None:
    pages = {other: page(specimens, other) for other in ("index", "validity")}
    links = many(pages[name], "//@href")
    assert links
    for link in links:
        if link.startswith("data:"):
            continue
        path, _, fragment = link.partition("#")
        target = (specimens / "output" / unquote(path)).resolve() if path else specimens / "output" / f"{name}.html"
        assert target.is_file(), link
        if fragment and target.stem in pages:
            assert many(pages[target.stem], f"//*[@id='{fragment}']"), link


def test_a_title_is_only_text(project: Path) -> None:
    (project / "seeds" / "x.txt").write_bytes(GOOD)
    toml = f"title = '{MARKUP}'\nauthor = '<img src=x onerror=alert(1)>'\n"
    (project / "seeds" / "x.toml").write_text(toml)
    (project / "seeds" / "far.toml").write_text(f"{toml}source = 'far<b>.txt'")
    assert main(["build"]) == 0
    for name in ("index", "validity"):
        root = page(project, name)
        assert not many(root, "//script")
        assert not many(root, "//@onerror")
        assert not many(root, "//b[not(@class='sign')]")
    assert words(one(card(project, "x"), ".//h2")) == MARKUP
    assert MARKUP in words(one(page(project), "//section[@class='absent']"))


def test_a_missing_text_is_named_with_what_to_do(specimens: Path) -> None:
    told = words(one(page(specimens), "//section[@class='absent']"))
    assert "Far, Somebody far away.txt" in told
    assert "make SEEDS=DIR" in told
    assert not many(page(specimens), f"//li[@id='{anchor('edition', 'far')}']")


def test_an_edition_that_fails(copied: Path) -> None:
    (copied / "seeds" / "slips.txt").write_bytes(b"")
    (copied / "seeds" / "new.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert main(["build"]) == 4
    older, new = card(copied, "slips"), card(copied, "new")
    assert "Not built. seeds/slips.txt: this file is empty." in words(older)
    assert "the last build that worked" in words(older)
    assert many(older, ".//ul[@class='formats']//a")
    assert "Not built. seeds/new.txt: this is a picture (PNG)" in words(new)
    assert not many(new, ".//a")
    assert "2 editions could not be built" in words(one(page(copied), "//header"))


def test_a_text_that_went_missing_after_its_build(copied: Path) -> None:
    (copied / "seeds" / "slips.toml").write_text('title = "Slips"')
    (copied / "seeds" / "slips.txt").unlink()
    assert main(["build"]) == 0
    assert "is not at hand; this is the last build of it" in words(card(copied, "slips"))


def test_nothing_built(project: Path) -> None:
    assert main(["build"]) == 0
    assert "Nothing is built yet" in words(page(project))
    assert "No edition is built yet" in words(page(project, "validity"))


@pytest.mark.parametrize("name", ["index", "validity"])
def test_ids_of_our_own_pages(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    for text in (name, "good"):
        (project / "seeds" / f"{text}.txt").write_bytes(GOOD)
    assert main(["build"]) == 2
    assert f"no edition can have this id, since {name}.html" in capsys.readouterr().err
    assert not (project / "output" / f"{name}.epub").exists()
    assert (project / "output" / "good.epub").is_file()
    assert words(one(page(project), "//h1")) == "The editions"


def test_texts_outside_of_a_project_have_no_shelf(tmp_path: Path) -> None:
    """Their folder is somebody's own, who may have an index.html in it."""
    (tmp_path / "good.txt").write_bytes(GOOD)
    (tmp_path / "index.html").write_text("mine")
    assert main(["build", str(tmp_path / "good.txt"), "-o", str(tmp_path)]) == 0
    assert (tmp_path / "index.html").read_text() == "mine"
    assert not (tmp_path / "validity.html").exists()


# ---------------------------------------------------------------- when it is written


def test_a_build_with_nothing_to_do_writes_nothing(copied: Path) -> None:
    assert main(["build"]) == 0  # a copy is no other project
    before = all_files(copied)
    time.sleep(0.01)
    assert main(["build"]) == 0
    assert all_files(copied) == before
    for name in ("index.html", "validity.html", ".shelf.json"):
        (copied / "output" / name).unlink()
        assert main(["build"]) == 0
        assert (copied / "output" / name).read_bytes() == before[copied / "output" / name][1]


def test_a_project_that_was_moved_is_not_built_again(copied: Path, specimens: Path) -> None:
    assert main(["build"]) == 0
    for path, (written, data) in all_files(specimens).items():
        moved = copied / path.relative_to(specimens)
        assert (moved.read_bytes(), moved.stat().st_mtime_ns) == (data, written)


def test_clean_leaves_nothing(copied: Path) -> None:
    shutil.copy(ROOT / "Makefile", copied)
    shelf.after_checks(copied, Report())
    for folder in ("pipeline", "tests"):
        (copied / folder).mkdir()
    subprocess.run(["make", "clean"], check=True, capture_output=True)
    assert not [*(copied / "tei").iterdir(), *(copied / "output").iterdir()]


@given(
    st.lists(st.tuples(st.sampled_from(("hyphen", "url", "footnote", "control")), st.integers(0, 999))),
    st.integers(1, 1000),
)
def test_a_card_survives_its_manifest(places: list[tuple[str, int]], length: int) -> None:
    kinds = found(((kind, min(start, length - 1)) for kind, start in places), length)
    assert sum(one.count for one in kinds) == len(places)
    made = Card("t", "", "a", "", "en", 1, 0, kinds, kinds[:1], "", ("n",))
    assert from_dict(made.as_dict()) == made
    assert sum(made.counts.values()) == len(places) + sum(query.count for query in kinds[:1])
    for kind in kinds:
        assert sum(map(int, re.findall(r"\d+", plots.places(kind.where)))) == kind.count


def test_a_manifest_of_another_program_counts_as_none(copied: Path) -> None:
    place = manifest.place(copied / "tei" / "slips.xml")
    for told in (b"", b"[]", b'{"fingerprint": "", "files": {}}', b'{"card": {"title": 1}}', b"\xff"):
        place.write_bytes(told)
        assert manifest.load(copied / "tei" / "slips.xml") is None
    assert main(["build"]) == 0
    assert manifest.load(copied / "tei" / "slips.xml") is not None


# ---------------------------------------------------------------- validity


def checked(root: Path, *findings: Finding, **files: str) -> Report:
    """A report of checks (underscores are blanks) on the files with these endings, of the edition `slips`."""
    paths = {
        "xml": root / "tei" / "slips.xml",
        **{ending: root / "output" / f"slips.{ending}" for ending in ("epub", "pdf", "html", "txt")},
    }
    return Report(
        findings,
        {check.replace("_", " "): tuple(paths[ending] for ending in of.split()) for check, of in files.items()},
        {check.replace("_", " "): f"{check} 1.0" for check in files},
    )


def test_before_any_check_only_the_source_is_known(specimens: Path) -> None:
    assert states(specimens, "slips") == {"Source": "passed"} | dict.fromkeys(
        ("TEI", "Reading", "Same text", "EPUBCheck", "Ace", "veraPDF", "axe"), "unchecked"
    )
    badge = one(card(specimens, "slips"), ".//a[contains(@class, 'unchecked')]")
    assert "not checked: TEI, Reading, Same text, EPUBCheck, Ace, veraPDF, axe" in words(badge)


def test_badges_and_the_report_tell_what_checks_found(copied: Path) -> None:
    epub, pdf, html = (copied / "output" / f"slips.{ending}" for ending in ("epub", "pdf", "html"))
    told = (
        Finding(epub, "EPUBCheck", "error", "A <b>bad</b> book.", 7, "some words"),
        Finding(html, "axe", "warning", "Look at this."),
        Finding(pdf, "agreement", "notice", "It is not tagged."),
        Finding(None, "veraPDF", "notice", "Java is missing."),
    )
    checks = checked(
        copied,
        *told,
        EPUBCheck="epub",
        Ace="epub",
        axe="html",
        agreement="epub pdf html txt",
        TEI_All="xml",
        Lamp="pdf",
    )
    assert shelf.after_checks(copied, checks) == copied / "output" / "validity.html"
    assert states(copied, "slips") == {
        "Source": "passed",
        "TEI": "partly",
        "Reading": "unchecked",
        "Same text": "remarked",
        "EPUBCheck": "failed",
        "Ace": "passed",
        "veraPDF": "unchecked",
        "axe": "doubtful",
        "Lamp": "passed",
    }
    report = page(copied, "validity")
    found = one(report, f"//*[@id='{anchor('slips', 'EPUBCheck')}']")
    assert "Wrong. A <b>bad</b> book. output/slips.epub, line 7 some words" in words(found)
    assert "EPUBCheck 1.0" in words(found)
    assert "Java is missing." in words(one(report, f"//*[@id='{anchor('slips', 'veraPDF')}']"))
    lacking = [words(element) for element in many(report, "//section[@class='lacking']/dl/*")]
    assert lacking == ["veraPDF", "Java is missing."]
    header = words(one(page(copied), "//header"))
    assert "1 thing is wrong. 1 place is to be looked at." in header
    assert "EPUBCheck 1 found wrong" in words(one(card(copied, "slips"), ".//a[contains(@class, 'failed')]"))
    assert set(states(copied, "specimen-the-clerk").values()) == {"passed", "unchecked"}  # which was not checked


def test_a_badge_holds_only_for_what_was_checked(copied: Path) -> None:
    shelf.after_checks(copied, checked(copied, EPUBCheck="epub", axe="html", agreement="epub pdf html txt"))
    assert [states(copied, "slips")[name] for name in ("EPUBCheck", "axe", "Same text")] == ["passed"] * 3
    before = all_files(copied)
    assert main(["build"]) == 0
    assert all_files(copied) == before  # nor is anything forgotten

    (copied / "seeds" / "slips.txt").write_bytes(SLIPS + b"\nOne more line.\n")
    assert main(["build"]) == 0
    assert [states(copied, "slips")[name] for name in ("EPUBCheck", "axe", "Same text")] == ["unchecked"] * 3
    assert "changed since it was checked" in words(one(page(copied, "validity"), "//*[@id='slips--epubcheck']"))
    assert states(copied, "slips")["Source"] == "passed"

    (copied / "seeds" / "slips.txt").write_bytes(SLIPS)
    assert main(["build"]) == 0
    assert states(copied, "slips")["EPUBCheck"] == "passed"  # these are the bytes that were checked


def test_one_changed_product_makes_the_agreement_partly_known(copied: Path) -> None:
    shelf.after_checks(copied, checked(copied, agreement="epub pdf html txt", EPUBCheck="epub"))
    (copied / "output" / "slips.pdf").write_bytes(b"%PDF-")
    shelf.after_checks(copied, checked(copied, PDF="pdf"))
    assert states(copied, "slips")["Same text"] == "partly"
    assert states(copied, "slips")["EPUBCheck"] == "passed"
    (copied / "tei" / "slips.xml").write_bytes(b"<TEI/>")
    shelf.after_checks(copied, checked(copied, PDF="pdf"))
    assert states(copied, "slips")["Same text"] == "unchecked"
    assert states(copied, "slips")["Source"] == "unchecked"


def test_the_command_keeps_what_it_found(
    copied: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.validate.validate_files", lambda *files: checked(copied, PDF="pdf"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert main(["validate", "output/slips.pdf"]) == 0
    assert "Read: output/validity.html" in capsys.readouterr().out
    assert states(copied, "slips")["PDF"] == "passed"
    result = validity.load(copied / "output" / ".validity.json").results["output/slips.pdf", "PDF"]
    assert (result.at, result.sha256) == ("1970-01-02 00:00", manifest.sha256(copied / "output" / "slips.pdf"))
    written = all_files(copied)
    assert main(["validate", "output/slips.pdf"]) == 0
    assert all_files(copied) == written


def test_files_outside_of_the_project_are_checked_and_not_kept(copied: Path, tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(b"%PDF-")
    report = Report((Finding(tmp_path / "other.pdf", "PDF", "error", "Bad."),), {"PDF": (tmp_path / "other.pdf",)})
    shelf.after_checks(copied, report)
    assert not validity.load(copied / "output" / ".validity.json").results


def test_the_shelf_is_made_again_though_its_states_are_lost(copied: Path) -> None:
    (copied / "output" / ".shelf.json").unlink()
    shelf.after_checks(copied, checked(copied, PDF="pdf"))
    assert len(many(page(copied), "//li[contains(@class, 'card')]")) == len(editions(copied))


def test_our_own_pages_are_no_editions_to_be_checked(specimens: Path) -> None:
    from pipeline.project import built

    assert not {"index.html", "validity.html"} & {path.name for path in built(specimens)}
    assert len(built(specimens)) == 4 * len(editions(specimens))


def test_results_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    for told in (b"", b"[]", b'{"results": [{}], "missing": {}}', b'{"results": [], "missing": []}'):
        (tmp_path / "x.json").write_bytes(told)
        assert validity.load(tmp_path / "x.json") == validity.Validity()


# ---------------------------------------------------------------- in a browser


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
    rows = tuple(Found("hyphen", (number,) * BINS) for number in range(40))
    many = [
        Shown(f"b{number}", "built", "", "", "", Card(f"Book {number:02}", "", "Ä. Writer", "", "en", 9, 9, (row,), ()))
        for number, row in enumerate(rows)
    ]
    (root / "output" / "many.html").write_bytes(index(many))
    return {name: root / "output" / f"{name}.html" for name in ("index", "validity", "many")}


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
    tab.goto(full["index"].as_uri())
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
