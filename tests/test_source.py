"""Decoding: the right character set for texts of many languages, and the same bytes again for anything."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.errors import UsageError
from ecdosis.formats import products
from ecdosis.languages.detect import infer
from ecdosis.model.pieces import Change
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore

TEXTS = {
    "en": "“Well,” said the smith’s wife — ‘it’s the café’s naïve résumé again…’ and nobody moved for a while. The "
    "tide had gone out, and the whole village stood on the bank with the ferryman, watching the water go.",
    "ru": 'Прилив ушёл, и вся деревня стояла на берегу с паромщиком, глядя, как уходит вода. "Ну что же, - сказал '
    'кузнец, - подождём". Никто не двинулся с места.',
    "de": "Das Wasser war abgelaufen, und das ganze Dorf stand mit dem Fährmann am Ufer und schaute zu, wie es ging. "
    "Niemand rührte sich. Die Brücke über den Fluß war schöner, größer und älter als früher.",
    "fr": "La marée était descendue, et tout le village se tenait sur la rive avec le passeur, à regarder l'eau s'en "
    "aller. Personne ne bougeait. « Eh bien », dit le forgeron, « où est le garçon ? »",
    "pl": "Odpływ się skończył i cała wieś stała na brzegu z przewoźnikiem, patrząc, jak odchodzi woda. Nikt się nie "
    "ruszył. Żółta łódź leżała na piasku, a dzieci śmiały się głośno.",
    "cs": "Odliv skončil a celá vesnice stála na břehu s převozníkem a dívala se, jak voda odchází. Nikdo se nepohnul. "
    "Žlutá loď ležela na písku a děti se hlasitě smály.",
    "ja": "潮は引き、村中の者が渡し守と共に岸に立って、水が去って行くのを眺めていた。"
    "誰も動かなかった。空は曇っていた。鍛冶屋は、それでは待つことにしよう、と言った。"
    "それからまた長いこと、みんな黙ったまま水を見ていた。",
    "ko": "물이 빠지자 온 마을 사람들이 뱃사공과 함께 강가에 서서 물이 흘러가는 것을 바라보았다. "
    "아무도 움직이지 않았다.",
    "zh": "潮水退去，全村的人都和船夫一起站在岸上，看着水慢慢流走。谁也没有动。铁匠说：那么，我们就等着吧。",
    "el": "Η παλίρροια είχε φύγει και όλο το χωριό στεκόταν στην όχθη με τον βαρκάρη και κοίταζε το νερό που έφευγε.",
    "ar": "انحسر الماء، ووقف أهل القرية كلهم على ضفة النهر مع صاحب القارب ينظرون إلى الماء وهو يذهب. لم يتحرك أحد.",
}
CHARSETS = [
    *[("en", name) for name in ("cp1252", "mac-roman", "utf-8", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig")],
    *[("ru", name) for name in ("cp1251", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic", "utf-8")],
    *[("de", name) for name in ("iso-8859-1", "cp1252", "mac-roman", "cp850")],
    *[("fr", name) for name in ("cp1252", "iso-8859-1", "mac-roman")],
    *[("pl", name) for name in ("iso-8859-2", "cp1250")],
    *[("cs", name) for name in ("iso-8859-2", "cp1250")],
    *[("ja", name) for name in ("shift_jis", "euc_jp")],
    *[("ko", "euc_kr"), ("zh", "gb18030")],
    *[("el", name) for name in ("iso-8859-7", "cp1253")],
    *[("ar", name) for name in ("cp1256", "iso-8859-6")],
]


@pytest.mark.parametrize(("language", "charset"), CHARSETS)
@pytest.mark.parametrize("known", [True, False], ids=["language known", "language unknown"])
def test_the_right_character_set(language: str, charset: str, known: bool) -> None:
    """Right is what gives the right text: many sets agree on the characters of one text."""
    data = TEXTS[language].encode(charset)
    source = decode(data, language=language if known else None)
    assert source.text.lstrip("\ufeff") == TEXTS[language]
    assert source.encode() == data
    assert source.evidence.endswith(".")


@pytest.mark.parametrize("language", TEXTS)
def test_the_right_language(language: str) -> None:
    assert infer(TEXTS[language])[0] == language


@pytest.mark.parametrize("text", ["", "7", "Xyzzy plugh.", "1914 1915 1916"])
def test_too_little_to_tell_a_language(text: str) -> None:
    assert infer(text)[0] == "und"


@given(st.binary(max_size=200))
def test_any_bytes_come_back(data: bytes) -> None:
    source = decode(data)
    assert source.encode() == data
    assert source.size == len(data)
    text = opened(source)
    assert text.leaf_source() == source.text
    assert "\r" not in text.reading


@given(st.text(st.characters(exclude_categories=[]), max_size=60), st.sampled_from(["utf-8", "utf-16-le", "utf-32-be"]))
def test_lone_surrogates_and_all_planes_come_back(text: str, charset: str) -> None:
    data = text.encode(charset, "surrogatepass")
    assert decode(data).encode() == data


def test_damaged_utf8_stays_utf8() -> None:
    source = decode("Çà et là, déjà l’été ".encode() * 5 + b"\x93broken\xff")
    assert source.charset == "utf-8"
    assert "2 bytes" in source.evidence
    changes = [piece for piece in opened(source).pieces if isinstance(piece, Change)]
    assert [change.kind for change in changes] == ["undecodable", "undecodable"]


def test_the_descriptor_fixes_the_character_set() -> None:
    assert decode("ä".encode(), charset="cp1252").text == "Ã¤"
    with pytest.raises(UsageError, match="klingon"):
        decode(b"x", charset="klingon")
    with pytest.raises(UsageError, match="not the same"):
        decode(b"\xff", charset="utf-7")


@pytest.mark.parametrize(
    ("text", "line_end"), [("", "LF"), ("a\n", "LF"), ("a\r\nb\r\n\n", "CRLF"), ("a\rb", "CR"), ("a\r\nb\n", "LF")]
)
def test_the_commonest_line_end(text: str, line_end: str) -> None:
    assert decode(text.encode()).line_end == line_end


def test_a_word_processor_ends_a_line_inside_a_paragraph_with_a_vertical_tab() -> None:
    """It is read as any other line end, and comes back as what it was."""
    lines = (
        "The lamp of the lower town was lit by the keeper of the com-{0}mittee, and the ladder was put by against the "
        "wall of{0}the house, where it stood until the morning came.\n\nNobody has fallen off it.\n"
    )
    source = lines.format("\v").encode()
    root = parse(to_tei(source, Descriptor(id="x", language="en"), Path("x.txt")))
    same = parse(to_tei(lines.format("\n").encode(), Descriptor(id="x", language="en"), Path("x.txt")))
    assert "of the committee, and the ladder was put by against the wall of the house" in read(root)
    assert read(root) == read(same)
    assert restore(root) == source
    assert [end.get("type") for end in root.iter("{*}lb")] == ["VT", "VT", None, None, None]
    made = products(book(root), ("html",)).files["html"].decode()
    assert [f'id="L{number}"' in made for number in range(1, 7)] == [True] * 5 + [False]


def test_verse_of_a_word_processor_is_a_text() -> None:
    """Its line ends are no sign of binary data, however short the lines are."""
    source = b"The lamp,\vthe boat,\vthe tide,\vand I.\n"
    assert (
        read(parse(to_tei(source, Descriptor(id="x", language="en"), Path("x.txt")))).split() == source.decode().split()
    )


def test_a_mark_is_the_first_code_point() -> None:
    source = decode(codecs.BOM_UTF8 + b"x")
    assert (source.text, source.bom) == ("\ufeffx", True)
    assert opened(source).reading == "x"
