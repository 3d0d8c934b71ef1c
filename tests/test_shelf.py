"""The shelf: it says what is true, and is written only if it is other than before."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from ecdosis.cli import main
from ecdosis.project import manifest
from ecdosis.shelf import make as shelf
from ecdosis.shelf import plots
from ecdosis.shelf.card import BINS, Card, found, from_dict
from ecdosis.shelf.frame import anchor
from ecdosis.tei.names import parse
from ecdosis.tei.read import changes, queries
from ecdosis.tei.restore import source_text
from ecdosis.validation.findings import Report
from shelves import all_files, card, editions, many, one, page, words

GOOD = b"The first line of a good text.\n\nAnd another paragraph of it.\n"
MARKUP = "<script>alert(1)</script> & “Co”"


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
            kinds["Doubtful reading"] = asked
        rows = many(card(specimens, name), ".//tbody/tr")
        shown = {words(row[0]): int(words(row[1]).replace(",", "")) for row in rows}
        assert shown == dict(kinds), name
        totals += kinds
        bodies = [record for record in changes(root) if record.kind in ("footnote", "endnote", "sidenote")]
        assert manifest_of(specimens, name).card.counts["notes"] == len(bodies), name
        assert (f"{asked} doubtful reading" in words(card(specimens, name))) == bool(asked)
    assert totals["Doubtful reading"] > 0
    figures = {words(div[0]): words(div[1]) for div in many(page(specimens), "//dl[@class='figures']/div")}
    assert figures["editions"] == str(len(editions(specimens)))
    asked = totals["Doubtful reading"]
    assert figures["doubtful reading" if asked == 1 else "doubtful readings"] == str(asked)
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
    assert "ecdosis build --seeds DIR" in told
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
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "good.txt").write_bytes(GOOD)
    (tmp_path / "index.html").write_text("mine")
    assert main(["build", str(tmp_path / "texts" / "good.txt"), "-o", str(tmp_path)]) == 0
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


def test_clean_leaves_nothing_but_what_is_yours(copied: Path) -> None:
    shutil.copy(ROOT / "Makefile", copied)
    shelf.after_checks(copied, Report())
    for folder in ("pipeline", "tests"):
        (copied / folder).mkdir()
    (copied / "output" / "mine.odt").write_bytes(b"mine")
    program = f"bin={Path(sys.executable).parent}"
    subprocess.run(["make", "clean", program], check=True, capture_output=True)
    assert [path.name for path in (copied / "output").iterdir()] == ["mine.odt"]
    (copied / "output" / "mine.odt").unlink()
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
    for told, status in (
        (b"", 2),
        (b'{"card": {"title": 1}}', 2),
        (b"\xff", 2),
        (b'{"fingerprint": "", "files": {}}', 0),
    ):
        place.write_bytes(told)
        assert manifest.load(copied / "tei" / "slips.xml") is None
        assert main(["build"]) == status
    assert manifest.load(copied / "tei" / "slips.xml") is not None
