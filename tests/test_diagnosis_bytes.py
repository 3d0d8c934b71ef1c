"""Two encodings in one file: each byte is read as what it is, and all are given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from damaged import ENGLISH, GERMAN, all_as, mapped
from ecdosis.build import to_tei
from ecdosis.diagnosis import Subject, diagnose
from ecdosis.diagnosis.bytes import examine
from ecdosis.model.mixed import strays
from ecdosis.model.pieces import Change
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.encoding import repair
from ecdosis.tei.names import parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from test_source import CHARSETS, TEXTS

SETS = [(language, name) for language, name in CHARSETS if "utf" not in name and language not in ("ja", "ko", "zh")]

BY_CHANCE = ("cp866", "mac-cyrillic")
"""Sets whose letters are often UTF-8 by chance."""
BOTH = [one for one in SETS if one[1] not in BY_CHANCE]


def mended(data: bytes, language: str) -> str:
    return repair(opened(decode(data)), language)[0].reading


@pytest.mark.parametrize(("language", "charset"), BOTH)
@pytest.mark.parametrize("known", [True, False], ids=["language known", "language unknown"])
def test_both_halves_of_a_file_are_read(language: str, charset: str, known: bool) -> None:
    half = TEXTS[language].encode(charset).decode(charset)
    data = half.encode() + b"\n\n" + half.encode(charset)
    source = decode(data, language=language if known else None)
    assert source.encode() == data
    assert source.charset == "utf-8"
    assert "UTF-8" in source.evidence
    assert repair(opened(source), language)[0].reading == f"{half}\n\n{half}"


@pytest.mark.xfail(strict=True)
def test_letters_that_are_utf_8_by_chance_are_read() -> None:
    data = TEXTS["ru"].encode() + b"\n\n" + TEXTS["ru"].encode("cp866")
    assert mended(data, "ru") == f"{TEXTS['ru']}\n\n{TEXTS['ru']}"


@pytest.mark.parametrize(("language", "charset"), SETS)
def test_a_file_in_one_set_is_not_two(language: str, charset: str) -> None:
    source = decode(TEXTS[language].encode(charset))
    assert "Two encodings" not in source.evidence
    assert examine(Subject(source.text, language, source.charset)) is None


def test_what_is_utf_8_by_chance_makes_no_second_encoding() -> None:
    capitals = "Le patron du « CAFÉ» était là, au café déjà fermé, et l’été brûlait."
    source = decode(capitals.encode("cp1252"), language="fr")
    assert (source.charset, source.text) == ("cp1252", capitals)


def test_each_byte_says_what_it_was_read_as_and_the_header_tells() -> None:
    data = "The café was full.\n".encode() + "The naïve clerk left the café.\n".encode("cp1252")
    text = repair(opened(decode(data)), "en")[0]
    odd = [piece for piece in text.pieces if isinstance(piece, Change)]
    assert [(piece.kind, piece.by, piece.after) for piece in odd] == [("mojibake", "encoding", c) for c in "ïé"]
    assert odd[0].why == "The byte EF is no UTF-8, as the file else is, but “ï” in cp1252."
    root = parse(to_tei(data, Descriptor(id="a"), Path("a.txt")))
    assert restore(root) == data
    assert "The naïve clerk left the café." in read(root)


def test_two_encodings_are_one_finding() -> None:
    source = decode("The café was full.\n".encode() + "The naïve café.\n".encode("cp1252"))
    [finding] = diagnose(Subject(source.text, "en", source.charset))
    assert (finding.name, finding.grave, finding.ask) == ("two-encodings", False, "")
    assert finding.sentence.startswith("Two encodings are in this file: 1 characters are UTF-8, and 2 bytes are cp1252")


def test_bytes_of_which_nothing_can_be_made_stay_and_many_make_a_bad_edition() -> None:
    few = "The café naïve\n".encode() * 9 + b"xq\x81w z\x81q\n"
    source = decode(few)
    assert mended(few, "en").endswith("xq\ufffdw z\ufffdq\n")
    found = examine(Subject(source.text, "en", source.charset))
    assert found is not None
    assert (found.name, found.grave) == ("bytes-unknown", False)
    assert "2 bytes of this file are no UTF-8" in found.sentence
    three = examine(Subject(decode(few + b"xq\x81w\n").text, "en"))
    assert three is not None
    assert not three.grave
    many = examine(Subject(decode(few + b"xq\x81w z\x81q\n").text, "en"))
    assert many is not None
    assert many.grave


def test_some_bytes_may_stay_where_others_are_read() -> None:
    data = (
        "The café was full and the naïve clerk left.\n".encode("cp1252") * 3
        + "The “café”, “naïve”\n".encode()
        + b"x\x81q\n"
    )
    source = decode(data, language="en")
    reading = mended(data, "en")
    assert reading.count("café") == 4
    assert reading.endswith("x\ufffdq\n")
    found = examine(Subject(source.text, "en", source.charset))
    assert found is not None
    assert found.ask.startswith("Nothing could be made of 1 bytes")


def test_bytes_may_stand_for_ligatures() -> None:
    for text, language in ((ENGLISH, "en"), (GERMAN, "de")):
        data = mapped(text, all_as("\udcde")).encode(errors="surrogateescape") + "Über öde Höfe – “größer”.\n".encode()
        assert mended(data, language).startswith(text)


def test_the_likeliest_set_is_told_by_the_lines_with_such_bytes() -> None:
    head = "The plain lines without anything.\n" * 5_000
    late = head + "naïve café\n" + "naïve café, déjà\n".encode("cp1252").decode("utf-8", "surrogateescape")
    found = strays(late, "en")
    assert found is not None
    assert found.charset == "cp1252"
    assert "".join(right for _, right in found.readings) == "ïééà"
