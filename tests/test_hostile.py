"""XML from strangers is hostile until proven otherwise: the attacks that were tried, and what becomes of them."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from ecdosis.book.book import Book
from ecdosis.book.reader import include
from ecdosis.book.reader.links import address
from ecdosis.book.reader.load import load
from ecdosis.book.reader.parsing import DEEPEST
from ecdosis.cli import main
from ecdosis.errors import EcdosisError, UnusableInputError
from ecdosis.formats import from_file, products
from ecdosis.formats.html.page import script
from ecdosis.formats.plain import plain
from ecdosis.tools import epubcheck

SECRET: Final = "the-secret-of-the-machine"
HEADER: Final = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
    "<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
)
XI: Final = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def document(body: str, before: str = "") -> bytes:
    return f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body>{body}</body></text></TEI>'.encode()


def entity(text: str) -> str:
    return f'<!DOCTYPE TEI [<!ENTITY a "{text}">]>'


def laughs(depth: int, root: str = "TEI") -> str:
    """The bomb of a billion laughs, ten to the power of `depth`."""
    lines = (f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth + 1))
    return f'<!DOCTYPE {root} [<!ENTITY e0 "lollollol">{"".join(lines)}]>'


REFUSED: Final[dict[str, bytes]] = {
    "a billion laughs": document("<p>&e9;</p>", laughs(9)),
    "ten thousand laughs, below the bound of the parser": document("<p>&e4;</p>", laughs(4)),
    "one long entity, many times": document(
        "<p>" + "&a;" * 2000 + "</p>", f'<!DOCTYPE TEI [<!ENTITY a "{"x" * 99999}">]>'
    ),
    "the same in an attribute": document(
        f'<p n="{"&a;" * 2000}">x</p>', f'<!DOCTYPE TEI [<!ENTITY a "{"x" * 9999}">]>'
    ),
    "an entity that holds itself": document("<p>&a;</p>", '<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
    "elements beyond the depth of the parser": document("<q>" * 400 + "x" + "</q>" * 400),
    "elements beyond our own": document("<q>" * DEEPEST + "x" + "</q>" * DEEPEST),
    "a text of one giant node": document("<p>" + "word " * 3_000_000 + "</p>"),
    "a control character": document("<p>a&#1;b</p>"),
    "cut off": document("<p>x</p>")[:-20],
    "nothing": b"",
    "no XML": b"hello",
    "bytes": bytes(range(256)) * 10,
    "a web page": b"<html><body><p>x</p></body></html>",
    "TEI P4": b"<TEI.2><teiHeader/><text><body><p>x</p></body></text></TEI.2>",
    "another namespace": b'<TEI xmlns="http://example.org/"><text/></TEI>',
}
"""What is refused with a clear error and exit status 4."""


@pytest.mark.parametrize("attack", REFUSED)
def test_what_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], attack: str) -> None:
    path = tmp_path / "attack.xml"
    path.write_bytes(REFUSED[attack])
    assert main(["publish", str(path), "-o", str(tmp_path / "out")]) == 4
    said = capsys.readouterr().err
    assert said.startswith(f"ecdosis: {path}:")
    assert len(said) < 500
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("make", "status"), [(Path.mkdir, 4), (os.mkfifo, 4), (lambda path: path.symlink_to(path), 3)])
def test_what_is_no_file(tmp_path: Path, make: Callable[[Path], None], status: int) -> None:
    path = tmp_path / "attack.xml"
    make(path)
    assert main(["publish", str(path), "-o", str(tmp_path / "out")]) == status


HARMLESS: Final[dict[str, bytes]] = {
    "an external entity": document("<p>&a; x</p>", '<!DOCTYPE TEI [<!ENTITY a SYSTEM "../secret.txt">]>'),
    "an external parameter entity": document("<p>x</p>", '<!DOCTYPE TEI [<!ENTITY % a SYSTEM "../secret.txt"> %a;]>'),
    "an external DTD": document("<p>x</p>", '<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd">'),
    "a part outside of the folder": document(f'<p>x</p><xi:include {XI} href="../secret.txt" parse="text"/>'),
    "a part by a link out of the folder": document(f'<p>x</p><xi:include {XI} href="link.txt" parse="text"/>'),
    "a part by its full path": document(f'<p>x</p><xi:include {XI} href="file:///etc/hostname" parse="text"/>'),
    "a part that is the document itself": document(f'<p>x</p><xi:include {XI} href="attack.xml"/>'),
    "pictures outside of the folder": document(
        '<p>x</p><figure><graphic url="../secret.txt"/><graphic url="%2e%2e/secret.png"/><graphic url="/etc/hostname"/>'
        '<graphic url="file:///etc/hostname"/><graphic url="http://127.0.0.1:9/x.png"/>'
        '<graphic url="link.png"/></figure>'
    ),
    "a picture that is none": document('<p>x</p><figure><graphic url="text.png"/></figure>'),
    "a picture of a billion pixels": document('<p>x</p><figure><graphic url="huge.png"/></figure>'),
    "links with scripts": document(
        '<p>x <ref target="javascript:alert(1)">a</ref> <ref target="JaVaScRiPt:alert(1)">b</ref> <ref '
        'target="data:text/html,&lt;script&gt;">c</ref> <ref target="http://e.org/&quot; onclick=&quot;x()">d</ref> '
        '<ref target="../secret.txt">e</ref> <ref target="vbscript:x">f</ref> <ptr target="file:///etc/hostname"/></p>'
    ),
    "markup of the web": document(
        '<p>x <script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><img xmlns="http://www.w3.org/1999/xhtml" '
        'src="x" onerror="alert(1)"/> &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    ),
    "a drawing with scripts": document(
        '<p>x</p><figure><svg xmlns="http://www.w3.org/2000/svg" '
        'onload="alert(1)">'
        "<script>alert(1)</script></svg></figure>"
    ),
    "an instruction to a program": document("<p>x<?php evil(); ?></p>"),
    "a style that loads": document('<p rend="background:url(http://127.0.0.1:9)" style="position:fixed">x</p>'),
    "ids that are markup": document('<p xml:id="a&quot;b">x <ref target="#a&quot;b">y</ref></p>'),
    "labels that are markup": document('<p>x<pb n="&lt;script&gt;&quot;"/><note n="&quot;&gt;&lt;b">n</note></p>'),
    "a title that is markup": document("<div><head>x &lt;script&gt; #panic() $</head><p>*a* _b_ #let</p></div>"),
    "cells without end": document('<p>x</p><table><row><cell rows="999999" cols="999999">y</cell></row></table>'),
    "lists in lists": document("<list><item>" * 40 + "x" + "</item></list>" * 40),
    "divisions in divisions": document("<div><head>h</head><p>x</p>" * 40 + "</div>" * 40),
    "quotations in quotations": document("<quote><p>x</p>" * 50 + "</quote>" * 50),
    "a word without end": document(f"<p>{'x' * 100_000}</p>"),
    "signs that turn the text": document("<p>x\u202ey\ufeffz\u2028w</p>"),
    "a language that is none": document('<p xml:lang="&quot;&gt;">x <foreign xml:lang="no such thing">y</foreign></p>'),
}
"""What is published without harm; each holds an x."""


def published(tmp_path: Path, data: bytes) -> Book:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1" + SECRET.encode())
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "text.png").write_text("no picture", encoding="utf-8")
    (folder / "huge.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\0\x80\0" * 2)
    path = folder / "attack.xml"
    path.write_bytes(data)
    return from_file(path)[0]


@pytest.mark.parametrize("attack", HARMLESS)
def test_what_does_no_harm(tmp_path: Path, attack: str) -> None:
    book = published(tmp_path, HARMLESS[attack])
    assert "x" in plain(book).decode()
    made = products(book, ("epub", "pdf", "html", "docx", "md"))
    assert set(made.files) == {"epub", "pdf", "html", "docx", "md"}
    everything = b"".join(made.files.values())
    path = tmp_path / "book.epub"
    path.write_bytes(made.files["epub"])
    with zipfile.ZipFile(path) as archive:
        pages = [archive.read(name) for name in archive.namelist()]
    for data in (everything, *pages):
        assert SECRET.encode() not in data
    for page in [made.files["html"], *(page for page in pages if b"<html" in page[:400])]:
        assert_still(page)


def assert_still(page: bytes) -> None:
    """Nothing in a page runs but our own script, and nothing is fetched."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    for element in etree.fromstring(page, parser).iter("*"):
        assert element.tag not in ("iframe", "object", "embed", "base", "form")
        assert element.tag != "script" or element.text == script()
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            if name in ("href", "src"):
                assert not str(value).lower().strip().startswith(("javascript:", "vbscript:", "data:text", "file:"))


def test_what_does_no_harm_is_valid(tmp_path: Path) -> None:
    if not epubcheck_is_there():
        pytest.skip("EPUBCheck needs Java")
    paths = []
    for number, data in enumerate(HARMLESS.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths.append(folder / "book.epub")
        paths[-1].write_bytes(products(published(folder, data), ("epub",)).files["epub"])
    assert epubcheck.check(paths) == []


def epubcheck_is_there() -> bool:
    try:
        epubcheck.java()
    except EcdosisError:
        if os.environ.get("ECDOSIS_CI"):
            raise
        return False
    return True


def parts(folder: Path, files: dict[str, bytes]) -> Path:
    """A document that takes in `a.xml`, with its parts beside it."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    path = folder / "attack.xml"
    path.write_bytes(document(f'<p>x</p><div><xi:include {XI} href="a.xml"/></div>'))
    return path


def nested(depth: int, inside: str = "y") -> bytes:
    return f'<ab xmlns="http://www.tei-c.org/ns/1.0" {XI}>{"<q>" * depth}{inside}{"</q>" * depth}</ab>'.encode()


def test_parts_do_not_nest_deeper_than_one_file_may(tmp_path: Path) -> None:
    """Each file alone is as flat as it should be; together they are not."""
    inner = '<xi:include href="b.xml"/>'
    half = DEEPEST // 2
    above = 4  # TEI, text, body, div
    most = DEEPEST - above - half - 2  # each part has an `ab` around what nests
    path = parts(tmp_path, {"a.xml": nested(half, inner), "b.xml": nested(most)})
    assert "y" in plain(from_file(path)[0]).decode()
    (tmp_path / "b.xml").write_bytes(nested(most + 1))
    with pytest.raises(UnusableInputError, match="with its parts"):
        from_file(path)


BOMB: Final = f'{laughs(4, "p")}<p xmlns="http://www.tei-c.org/ns/1.0">&e4;</p>'
BAD_PARTS: Final[dict[str, tuple[bytes, str]]] = {
    "a part of laughs": (BOMB.encode(), "times as long as it is"),
    "the same in UTF-16": (BOMB.encode("utf-16"), "times as long as it is"),
    "a part that is too deep": (nested(DEEPEST), "nest more than"),
    "a part that is no XML": (b"hello", "not well-formed XML"),
    "a part that is empty": (b"", "not well-formed XML"),
}
"""Parts of documents, and why they are none."""


@pytest.mark.parametrize("attack", BAD_PARTS)
def test_what_is_no_part(tmp_path: Path, attack: str) -> None:
    """Parts have the bounds of documents; the rest of the document is published, with a word about what it lacks."""
    data, reason = BAD_PARTS[attack]
    book, events = from_file(parts(tmp_path, {"a.xml": data}))
    assert plain(book).decode() == "T\n\nx\n"
    [told] = [event for event in events if event.fate == "dropped"]
    assert told.what == "xi:include"
    assert reason in told.why


def test_pipes_and_devices_are_no_parts(tmp_path: Path) -> None:
    """Opening one would wait for whoever writes into it."""
    path = parts(tmp_path, {})
    for make in (os.mkfifo, Path.mkdir, lambda part: part.symlink_to("/dev/zero")):
        part = tmp_path / "a.xml"
        make(part)
        _, events = from_file(path)
        assert [event.what for event in events if event.fate == "dropped"] == ["xi:include"]
        part.rmdir() if part.is_dir() else part.unlink()


def test_parts_have_a_bound_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = b'<p xmlns="http://www.tei-c.org/ns/1.0">y</p>'
    monkeypatch.setattr(include, "MOST_BYTES", 2 * len(part))
    path = parts(tmp_path, {"a.xml": part})
    taken = f'<xi:include {XI} href="a.xml"/>'
    for count, missing in ((2, 0), (3, 1)):
        path.write_bytes(document(taken * count))
        book, events = from_file(path)
        assert plain(book).decode().count("y") == 2
        assert [event.count for event in events if event.what == "xi:include"] == [1] * missing


def test_parts_are_read_as_documents_are(tmp_path: Path) -> None:
    """Entities are resolved, comments are nothing, and of a text what XML cannot hold is shown as unknown."""
    part = '<!DOCTYPE p SYSTEM "x.dtd"><p xmlns="http://www.tei-c.org/ns/1.0">caf&eacute;<!-- no -->s</p>'
    path = parts(tmp_path, {"a.xml": part.encode(), "a.txt": b"old\x0c \xe9t\xe9"})
    path.write_bytes(
        document(
            f'<div><xi:include {XI} href="a.xml"/></div>'
            f'<p><xi:include {XI} href="a.txt" parse="text" encoding="latin-1"/></p>'
            f'<egXML xmlns="http://www.tei-c.org/ns/Examples"><xi:include {XI} href="a.xml"/><!-- yes --></egXML>'
        )
    )
    said = plain(from_file(path)[0]).decode().split("\n\n")
    assert said[1:] == ["cafés", "old[U+000C] été", '<xi:include href="a.xml"/><!-- yes -->\n']


@pytest.mark.parametrize(
    ("told", "leads"),
    [
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("HTTPS://example.org/ü#ö", "https://example.org/%C3%BC#%C3%B6"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("http://example.org/100%", "http://example.org/100%25"),
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//example.org", ""),
        ("http://", ""),
        ("http://[::1", ""),
        ("http://a..b/", ""),
        ("mailto:", ""),
        ("../x.html", ""),
        ("", ""),
    ],
)
def test_addresses(told: str, leads: str) -> None:
    assert address(told) == leads


def test_a_document_is_never_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(document("<p>x</p>"))
    path.chmod(0o444)
    before = path.stat()
    assert main(["publish", str(path), "-o", str(tmp_path), "--to", "txt"]) == 0
    assert load(path).data == document("<p>x</p>")
    assert path.stat().st_mtime_ns == before.st_mtime_ns


OURS: Final = (Path(__file__).parent / "golden" / "specimen-the-measure-of-rope.xml").read_text(encoding="utf-8")
MARKUP: Final = "x&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&lt;b id=&quot;"


@pytest.mark.parametrize(
    ("written", "forged"),
    [
        ('xml:lang="en">', f'xml:lang="{MARKUP}">'),
        ('<ref type="noteAnchor" xml:id="', f'<ref type="noteAnchor" xml:id="{MARKUP}'),
        ('target="#n', f'target="#{MARKUP}n'),
        ('xml:id="c', f'xml:id="{MARKUP}c'),
        ('resp="#', f'resp="#{MARKUP}'),
        ('ana="#', f'ana="#{MARKUP}'),
    ],
)
def test_what_looks_like_an_edition_of_ours_may_be_forged(tmp_path: Path, written: str, forged: str) -> None:
    """Ids, pointers and languages of our own files go into pages as they are; another file's must not."""
    assert written in OURS
    path = tmp_path / "forged.xml"
    path.write_text(OURS.replace(written, forged), encoding="utf-8")
    made, events = from_file(path)
    done = products(made, ("epub", "html")).files
    with zipfile.ZipFile(io.BytesIO(done["epub"])) as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))]
    for page in (done["html"], *pages):
        assert b"<img src=x" not in page
    assert_still(done["html"])
    assert "TEI" in [event.what for event in events]


def test_what_was_added_to_an_edition_of_ours_is_read(tmp_path: Path) -> None:
    """An edition that somebody has worked on by hand is TEI like any other: no word of it is lost."""
    path = tmp_path / "altered.xml"
    path.write_text(OURS.replace("</body>", "<table><row><cell>Added</cell></row></table></body>"), encoding="utf-8")
    made, events = from_file(path)
    assert "Added" in plain(made).decode()
    assert [event.why for event in events if event.what == "TEI"] == [
        "not as Ecdosis writes it, so it is read as any TEI is"
    ]
    path.write_text(OURS, encoding="utf-8")
    assert from_file(path)[1] == ()
