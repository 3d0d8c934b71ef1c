"""Pictures: one that is broken costs no book, is named, and has its description in its place."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from ecdosis.cli import main
from ecdosis.errors import ToolError
from ecdosis.formats import from_file, images, products
from ecdosis.formats.images import MOST_PIXELS, problem
from ecdosis.formats.pdf.structure import tagged

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="en"><body>{}</body></text></TEI>'
HEAD = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """A PNG of grey pixels; with fewer `rows` than its height it is broken."""
    pixels = zlib.compress((b"\0" + bytes(range(200))[:width].ljust(width)) * (height if rows is None else rows))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return HEAD + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def jpeg(thumbnail: bytes = b"") -> bytes:
    """A grey JPEG of 8 by 8 pixels: a table of Huffman codes of one symbol each, for no difference and the end."""
    tables = segment(0xDB, b"\0" + b"\x01" * 64)
    tables += segment(0xC4, b"\x00" + b"\x01" + bytes(15) + b"\x00") + segment(
        0xC4, b"\x10" + b"\x01" + bytes(15) + b"\0"
    )
    frame = segment(0xC0, struct.pack(">BHHB", 8, 8, 8, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x3f"
    app = segment(0xE1, thumbnail) if thumbnail else b""
    return b"\xff\xd8" + app + tables + frame + scan + b"\xff\xd9"


GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
GOOD = {"a.png": png(20, 10), "a.jpg": jpeg(), "b.jpg": jpeg(jpeg()), "a.gif": GIF, "wrongly.gif": png(3, 3)}
BROKEN = {
    "cut.png": (png(20, 10)[:-20], "its file is broken: failed to decode image"),
    "short.png": (png(20, 10, rows=4), "its file is broken: failed to decode image"),
    "head.png": (png(20, 10)[:33], "its file is broken: failed to decode image"),
    "bit.png": (png(20, 10)[:44] + b"\xaa\xaa" + png(20, 10)[46:], "its file is broken: failed to decode image"),
    "cut.jpg": (jpeg()[:-2], "its file breaks off"),
    "cut-within.jpg": (jpeg(jpeg())[:-3], "its file breaks off"),
    "head.jpg": (jpeg()[:-15], "its file breaks off"),
    "cut.gif": (GIF[:25], "its file is broken: failed to decode image"),
    "empty.png": (b"", "its file is empty"),
    "text.png": (b"This is a letter, and no picture.", "it is neither PNG, JPEG nor GIF"),
    "drawing.svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
        "it is neither PNG, JPEG nor GIF",
    ),
    "wide.png": (png(MOST_PIXELS + 1, 1, rows=0), "it has too many pixels"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_picture(name: str) -> None:
    assert problem(GOOD[name]) == ""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture(name: str) -> None:
    data, why = BROKEN[name]
    assert problem(data).startswith(why)


def test_without_typst_what_can_be_told_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object, **__: object) -> bytes:
        raise ToolError("typst is not installed")

    monkeypatch.setattr(images, "compiled", absent)
    assert problem(GOOD["a.png"]) == ""
    assert problem(BROKEN["cut.png"][0]) == ""
    assert problem(BROKEN["cut.jpg"][0]) == "its file breaks off"


def test_a_book_is_made_without_its_broken_pictures(tmp_path: Path) -> None:
    """The good one among them is in it; the others are what their descriptions say, in their places."""
    for name, data in {**GOOD, **{name: data for name, (data, _) in BROKEN.items()}}.items():
        (tmp_path / name).write_bytes(data)
    figures = "".join(
        f'<figure><graphic url="{name}"/><head>Caption of {name}</head><figDesc>A gull in {name}</figDesc></figure>'
        for name in (*BROKEN, "a.png")
    )
    inline = '<p>See <graphic url="cut.png"><desc>the sail</desc></graphic> and <graphic url="a.jpg"/> here.</p>'
    (tmp_path / "x.xml").write_text(TEI.format(figures + inline), encoding="utf-8")
    book, events = from_file(tmp_path / "x.xml")
    assert set(book.images.values()) == {GOOD["a.png"], GOOD["a.jpg"]}
    assert sum(event.count for event in events if event.what == "graphic") == len(BROKEN) + 1
    made = products(book, ("epub", "pdf", "html"))
    assert (set(made.files), made.notes) == ({"epub", "pdf", "html"}, ())
    found = tagged(made.files["pdf"])
    assert found is not None
    with zipfile.ZipFile(io.BytesIO(made.files["epub"])) as entries:
        names = [
            name for name in entries.namelist() if name.endswith((".png", ".jpg")) and not name.endswith("cover.png")
        ]
        epub = "".join(entries.read(name).decode() for name in entries.namelist() if name.endswith(".xhtml"))
    assert len(names) == 2
    pdf = " ".join(found.root.text.replace("\N{SOFT HYPHEN}", "").split())
    for text in (pdf, " ".join(epub.split()), made.files["html"].decode()):
        assert [name for name in BROKEN if f"A gull in {name}" not in text or f"Caption of {name}" not in text] == []
        assert "the sail" in text
    assert "A gull in a.png" not in pdf  # there it is to be seen
    assert "alert" not in epub


def test_they_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind once, with the line of the first."""
    (tmp_path / "cut.jpg").write_bytes(BROKEN["cut.jpg"][0])
    (tmp_path / "a.png").write_bytes(GOOD["a.png"])
    body = '<p>A word <graphic url="cut.jpg"/>\n<graphic url="cut.jpg"/> <graphic url="a.png"/></p>'
    (tmp_path / "x.xml").write_text(TEI.format(body), encoding="utf-8")
    assert main(["publish", str(tmp_path / "x.xml"), "--to", "pdf", "-o", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().err
    assert said == f"{tmp_path / 'x.xml'}:1: graphic (2 times): the picture is not shown: its file breaks off\n"
