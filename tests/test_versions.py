"""A TEI file names the version of its format; what older ones call otherwise is read by its new name, and what a newer
program wrote is refused with a word, but for its source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.errors import UnusableInputError
from ecdosis.model.kinds import KINDS
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.table import responsible
from ecdosis.tei import validate as tei
from ecdosis.tei.names import NAMESPACES, parse
from ecdosis.tei.read import OpenQuery, Recognised, Record, changes, queries, recognised
from ecdosis.tei.restore import restore
from ecdosis.tei.versions import FORMAT, FORMATS, WITHOUT_OWN, Renamed, current, since, version
from test_tei import problems

SOURCE = (
    "CHAPTER I\n\nThe ferry lay at the foot of the commu-\nnity\u2019s steps, and the smith said \u201cI will go to "
    "tbe mill\u201d, for it was late (and nobody was there.\n\nCHAPTER II\n\nThe \ufb01rst lamp was lit.\n"
).encode()
READERS = ("read", "changes", "queries", "blocks", "show", "bibliography")
"""The commands that read what a file says of its text."""
LATER: Mapping[int, Renamed] = {
    1: Renamed(),
    2: Renamed({"hyphen": "line-hyphen"}, {"lines": "lineation"}),
    3: Renamed({"line-hyphen": "division", "ligature": "joined-letters", "head": "caption"}, {"lineation": "joining"}),
}
"""What formats to come might rename; one thing twice."""


@pytest.fixture
def root() -> etree._Element:
    return parse(to_tei(SOURCE, Descriptor(id="x", language="en"), Path("x.txt")))


def reference(root: etree._Element) -> etree._Element:
    found = root.find("tei:teiHeader/tei:encodingDesc/tei:schemaRef", NAMESPACES)
    assert found is not None
    return found


def saved(root: etree._Element, number: str, path: Path) -> Path:
    reference(root).set("n", number)
    path.write_bytes(etree.tostring(root, encoding="utf-8"))
    return path


def test_what_is_written_names_its_format(root: etree._Element) -> None:
    """The newest that has anything that is in it: one without words of the editor's own, that before these."""
    assert reference(root).get("n") == str(WITHOUT_OWN)
    assert version(root) == WITHOUT_OWN < FORMAT
    assert problems(root) == []


def test_the_reference_is_to_our_customisation(root: etree._Element) -> None:
    odd = tei.schema_file("ecdosis.odd")
    spec = parse(odd.read_bytes()).find(".//tei:schemaSpec", NAMESPACES)
    assert spec is not None
    assert reference(root).get("key") == spec.get("ident")
    assert (odd.parent.parent / str(reference(root).get("url"))).resolve() == odd.resolve()


def test_a_file_without_a_number_is_the_first_releases(root: etree._Element) -> None:
    only = reference(root)
    around = only.getparent()
    assert around is not None
    around.remove(only)
    assert version(root) == 1
    assert problems(root) == []
    around.append(etree.fromstring(f'<schemaRef xmlns="{NAMESPACES["tei"]}" key="another" n="7" url="x"/>'))
    assert version(root) == 1  # that of another customisation


def test_the_formats_are_a_row_and_every_old_name_leads_to_one_that_there_is() -> None:
    assert list(FORMATS) == list(range(1, FORMAT + 1))
    assert FORMATS[1] == Renamed()
    for number in FORMATS:
        assert set(since(number).kinds.values()) <= set(KINDS)
        assert set(since(number).stages.values()) <= set(responsible())


def test_nothing_is_done_to_a_file_of_this_format(root: etree._Element) -> None:
    assert current(root) is root


def told(root: etree._Element) -> list[Record | OpenQuery | Recognised]:
    """All that a file says of places in its text."""
    found: list[Record | OpenQuery | Recognised] = [*changes(root, everything=True), *queries(root), *recognised(root)]
    assert {type(one) for one in found} == {Record, OpenQuery, Recognised}
    return found


@pytest.mark.parametrize(
    ("number", "kinds", "stages"),
    [
        ("1", {"hyphen": "division", "ligature": "joined-letters", "head": "caption"}, {"lines": "joining"}),
        ("2", {"line-hyphen": "division", "ligature": "joined-letters", "head": "caption"}, {"lineation": "joining"}),
        ("3", {}, {}),
    ],
)
def test_old_names_are_read_as_the_newest(
    root: etree._Element, number: str, kinds: dict[str, str], stages: dict[str, str]
) -> None:
    if number == "2":
        root = current(root, {1: LATER[1], 2: LATER[2]})
    reference(root).set("n", number)
    before = etree.tostring(root)
    after = current(root, LATER)
    assert etree.tostring(root) == before
    assert [one.by for one in told(after)] == [stages.get(one.by, one.by) for one in told(root)]
    assert [one.kind for one in changes(after)] == [kinds.get(one.kind, one.kind) for one in changes(root)]
    assert [one.kind for one in queries(after)] == [kinds.get(one.kind, one.kind) for one in queries(root)]
    assert [one.type.split()[0] for one in recognised(after)] == [
        kinds.get(one.type.split()[0], one.type.split()[0]) for one in recognised(root)
    ]
    assert {one.why for one in changes(after)} == {one.why for one in changes(root)}  # rules keep their words
    assert restore(after) == SOURCE
    hands = {one.get(f"{{{NAMESPACES['xml']}}}id") for one in after.iterfind(".//tei:respStmt", NAMESPACES)}
    assert {str(one.get("resp")).removeprefix("#") for one in after.iterfind(".//*[@resp]")} <= hands


@pytest.mark.parametrize("command", READERS)
def test_a_newer_file_is_refused_with_a_word(
    command: str, root: etree._Element, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(root, str(FORMAT + 1), tmp_path / "x.xml")
    more = ["--at", "lamp"] if command == "show" else []
    assert main([command, str(path), *more]) == UnusableInputError.status
    said = capsys.readouterr()
    assert not said.out
    assert f"{path}: a newer version of Ecdosis made this file (its format is {FORMAT + 1}" in said.err
    assert "Update Ecdosis" in said.err


def test_its_source_is_restored_all_the_same(
    root: etree._Element, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for number in (str(FORMAT + 1), "nine"):
        assert main(["restore", str(saved(root, number, tmp_path / "x.xml"))]) == 0
        said = capsysbinary.readouterr()
        assert (said.out, said.err) == (SOURCE, b"")


def test_no_book_is_made_of_a_newer_file(root: etree._Element, tmp_path: Path) -> None:
    path = saved(root, str(FORMAT + 1), tmp_path / "x.xml")
    assert main(["publish", str(path), "--to", "txt", "-o", str(tmp_path / "out")]) == UnusableInputError.status
    assert not list((tmp_path / "out").glob("x.*"))


def test_a_newer_file_is_not_called_invalid(root: etree._Element, tmp_path: Path) -> None:
    path = saved(root, str(FORMAT + 1), tmp_path / "x.xml")
    found = tei.check_tree(parse(path.read_bytes()), path, [tei.our_schema(), tei.our_rules()])
    assert [(one.check, one.severity) for one in found] == [(tei.FORM, "error")]
    assert found[0].message.startswith("a newer version of Ecdosis made this file")


@pytest.mark.parametrize("number", ["", "nine", "-1", "1.5", "²", "9" * 5000])
def test_a_number_that_is_none_is_no_fault_of_the_program(
    number: str, root: etree._Element, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(root, number, tmp_path / "x.xml")
    assert main(["changes", str(path)]) == UnusableInputError.status
    assert "not as Ecdosis writes it" in capsys.readouterr().err
