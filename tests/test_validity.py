"""What checks found is kept, shown, and holds only for the files that were checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.cli import main
from ecdosis.errors import UsageError
from ecdosis.project.editions import built
from ecdosis.shelf import make as shelf
from ecdosis.shelf.frame import anchor
from ecdosis.storage.writing import sha256
from ecdosis.validation import validity
from ecdosis.validation.findings import Finding, Report
from shelves import SLIPS, all_files, card, checked, editions, many, one, page, states, words


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
    monkeypatch.setattr("ecdosis.validation.editions.validate_files", lambda *_, **__: checked(copied, PDF="pdf"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert main(["validate", "output/slips.pdf"]) == 0
    assert "Read: output/validity.html" in capsys.readouterr().out
    assert states(copied, "slips")["PDF"] == "passed"
    result = validity.load(copied / "output" / ".validity.json").results["output/slips.pdf", "PDF"]
    assert (result.at, result.sha256) == ("1970-01-02 00:00", sha256(copied / "output" / "slips.pdf"))
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
    with pytest.raises(UsageError, match="make OVERWRITE=yes"):  # nobody can say any more whose pages these are
        shelf.after_checks(copied, checked(copied, PDF="pdf"))
    assert main(["build", "--overwrite"]) == 0
    shelf.after_checks(copied, checked(copied, PDF="pdf"))
    assert len(many(page(copied), "//li[contains(@class, 'card')]")) == len(editions(copied))


def test_our_own_pages_are_no_editions_to_be_checked(specimens: Path) -> None:
    assert not {"index.html", "validity.html"} & {path.name for path in built(specimens)}
    assert len(built(specimens)) == 4 * len(editions(specimens))


def test_results_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    for told in (b"", b"[]", b'{"results": [{}], "missing": {}}', b'{"results": [], "missing": []}'):
        (tmp_path / "x.json").write_bytes(told)
        assert validity.load(tmp_path / "x.json") == validity.Validity()
