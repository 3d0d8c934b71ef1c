"""What is printed is harmless to a terminal: nothing that a text, a file name or an error holds is an order to it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.cli.printing import as_json
from ecdosis.editor.places import locate
from ecdosis.editor.rows import load as load_decisions
from ecdosis.model.characters import ORDERS, harmless
from ecdosis.project.descriptor import Descriptor, load
from ecdosis.tei.names import parse
from ecdosis.tei.restore import restore

ORDER: Final = "\x1b]0;taken\x07\x1b[2J\x9b31m\u202e\u2066\r"
"""Sets the title of the window, clears the screen, turns red (by an escape sequence and by a C1 control), turns the
direction, goes back to the beginning of the line."""
PROSE: Final = "The keeper lit the lamp in the evening, and nobody at the ferry had seen it since the winter. " * 4
TEXT: Final = (
    f"The Lamp{ORDER}\n\nBy Ann Example{ORDER}\n\n{PROSE}\n\nChapter I{ORDER}\n\n{PROSE}He "
    f"said that tliis{ORDER}wonld be in spite off it{ORDER}, said he. {PROSE}\n\n“Nobody reads "
    f"these{ORDER}books of of mine.”\n\n{PROSE}\n"
)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_nothing_that_is_printed_is_an_order(text: str) -> None:
    shown = harmless(text)
    assert not ORDERS.search(shown)
    assert harmless(shown) == shown
    assert len(shown.encode()) >= len(text)  # it can be printed
    if not ORDERS.search(text):
        assert shown == text


@pytest.mark.parametrize("character", ["\t", "\n", "\u200d", "\u200f", "\xad", "\ue000", "é", "א", "\U0010ffff"])
def test_what_is_no_order_stays(character: str) -> None:
    assert harmless(character) == character


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_json_says_the_same_and_is_harmless(text: str) -> None:
    printed = as_json({"text": text})
    assert not ORDERS.search(printed)
    assert json.loads(printed)["text"].encode("utf-16", "surrogatepass") == text.encode("utf-16", "surrogatepass")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a text and a descriptor full of orders, and the TEI of it."""
    root = tmp_path_factory.mktemp("odd")
    seeds = root / "seeds"
    seeds.mkdir()
    (seeds / "x.txt").write_bytes(TEXT.encode())
    title = json.dumps(f"The Lamp{ORDER}")
    (seeds / "x.toml").write_text(f"title = {title}\nauthor = {title}\nlanguage = 'en'\n", encoding="utf-8")
    (root / "tei").mkdir()
    (root / "tei" / "x.xml").write_bytes(to_tei(TEXT.encode(), load(seeds / "x.toml"), seeds / "x.txt"))
    return root


COMMANDS: Final = (
    ["changes", "tei/x.xml"],
    ["changes", "tei/x.xml", "--format", "jsonl", "--all"],
    ["queries", "tei/x.xml"],
    ["queries", "tei/x.xml", "--format", "table"],
    ["queries", "tei/x.xml", "--format", "jsonl"],
    ["blocks", "tei/x.xml"],
    ["blocks", "tei/x.xml", "--format", "table"],
    ["show", "x", "--at", "tliis"],
    ["show", "x", "--at", "Chapter"],
    ["diff", "tei/x.xml", "tei/y.xml"],
    ["diff", "tei/x.xml", "tei/y.xml", "--format", "jsonl"],
    ["list"],
    ["list", "--json"],
    ["validate", "tei/x.xml"],
    ["publish", "tei/x.xml", "--to", "txt", "--report"],
    ["publish", "tei/x.xml", "--to", "txt", "--view", "critical", "--report", "--format", "jsonl"],
)
"""What prints something of a text."""
FAULTS: Final = (
    ["changes", f"no{ORDER}.xml"],
    ["validate", f"no{ORDER}.xml"],
    ["show", f"no{ORDER}", "--at", "x"],
    ["show", "x", "--at", f"no{ORDER}"],
    ["publish", f"no{ORDER}.xml"],
    ["decide", f"no{ORDER}", "keep", "x"],
    ["decide", "x", "keep", f"no{ORDER}"],
    ["decide", "x", "keep", "The keeper lit", "--date", f"no{ORDER}"],
    ["evaluate", f"no{ORDER}", f"none{ORDER}"],
    ["bibliography", f"no{ORDER}.xml"],
)
"""What is wrong, and repeated in a message."""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_prints_an_order(
    odd: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(odd)
    (odd / "tei" / "y.xml").write_bytes((odd / "tei" / "x.xml").read_bytes().replace(b"keeper", b"k\xc2\x9beeper"))
    assert main(command) in (0, 1)
    printed = capsys.readouterr()
    assert len(printed.out + printed.err) > 30
    assert not ORDERS.search(printed.out + printed.err)


@pytest.mark.parametrize("command", FAULTS, ids=lambda command: command[0])
def test_no_message_is_an_order(
    odd: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(odd)
    assert main(command) in (2, 3)
    said = capsys.readouterr().err
    assert "[U+001B]" in said
    assert not ORDERS.search(said)


@pytest.mark.parametrize("row", ["\tno[U+001B]where\tkeep", "\tlit\tread\tx\n\tlit\tread\ty", "\tlit\tx\x9by"])
def test_no_message_of_a_build_is_an_order(row: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a text whose name is one, and a decision that cannot be carried out."""
    text = project / f"x{ORDER[:-1].replace('/', '')}.txt"
    text.write_text(f"It was lit\x1b, and went on. {PROSE}\n", encoding="utf-8")
    text.with_suffix(".decisions.tsv").write_text(f"{row}\n", encoding="utf-8")
    missing = project / f"none{ORDER}.txt"
    assert main(["build", str(text), str(missing), "-o", "out"]) in (2, 3)
    printed = capsys.readouterr()
    assert printed.err.count("[U+001B]") >= 2
    assert not ORDERS.search(printed.out + printed.err)


def test_a_wrong_option_is_no_order(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["list", f"--{ORDER}"])
    said = capsys.readouterr().err
    assert "[U+001B]" in said
    assert not ORDERS.search(said)


def test_the_source_and_the_reading_come_as_they_are_but_not_to_a_terminal(
    odd: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(odd)
    assert main(["restore", "tei/x.xml"]) == 0
    assert capsysbinary.readouterr().out == TEXT.encode()
    assert main(["read", "tei/x.xml"]) == 0
    as_is = capsysbinary.readouterr().out.decode()
    assert "\u202e" in as_is
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["read", "tei/x.xml"]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert shown == harmless(as_is) != as_is


@pytest.mark.parametrize(("text", "sort"), [(TEXT, "block"), (f"{PROSE}It was lit.\x1b]0;x\x07 {PROSE}", "reject")])
def test_the_rows_that_are_printed_are_decisions(
    text: str, sort: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is accepted for itself (once an empty decision is written), finds its place, and the source comes back."""
    known, path, table = Descriptor(id="x", language="en"), tmp_path / "x.xml", tmp_path / "x.decisions.tsv"
    path.write_bytes(to_tei(text.encode(), known, Path("x.txt")))
    assert main(["queries", str(path)]) == 0
    assert main(["blocks", str(path)]) == 0
    names, *rows = [row for row in capsys.readouterr().out.rstrip("\n").split("\n") if not row.startswith("#")]
    told = [row for row in rows if "[U+001B]" in row.split("\t")[1]]
    assert sort in {row.split("\t")[2] for row in told}
    for row in told:
        at, words, decision_made, *more = row.split("\t")
        row = "\t".join((at, words, decision_made or "accept", *more))
        table.write_text(f"{names}\n{row}\n", encoding="utf-8")
        [decision] = load_decisions(table)
        [located] = locate([decision], text, table.name)
        assert located.start == decision.at
        assert "\x1b" in text[located.start : located.end]
        assert restore(parse(to_tei(text.encode(), known, Path("x.txt"), decisions=[decision]))) == text.encode()
