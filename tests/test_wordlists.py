"""An editor's lists of words: good ones are left alone, bad ones are asked about wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.diagnosis.unknown import unknown
from ecdosis.editor.wordlists import WordLists, is_list, load
from ecdosis.errors import UsageError
from ecdosis.project.descriptor import Descriptor
from ecdosis.project.editions import editions
from ecdosis.tei.names import parse
from ecdosis.tei.read import changes, queries, read
from test_tei import problems

SOURCE = """\
The clerk recieved a letter, and the clerk went to the river. Recieved it was, and nobody at the ferry had seen it.

He saw the modem house by the river, and Modem houses were what he liked, for whethcr it was so nobody could tell.
"""


def built(good: str = "", bad: str = "", language: str = "en", source: str = SOURCE) -> etree._Element:
    lists = WordLists(
        tuple(good.split()),
        tuple((word, right) for word, _, right in (one.partition(">") for one in bad.split())),
        (("x.good_words.txt", len(good.split())),) * bool(good) + (("bad_words.txt", len(bad.split())),) * bool(bad),
    )
    tei = parse(to_tei(source.encode(), Descriptor("x", language=language), Path("x.txt"), words=lists))
    assert problems(tei) == []
    return tei


def test_a_good_word_is_neither_changed_nor_asked_about() -> None:
    """With a capital neither; other words are."""
    assert {one.source.casefold() for one in changes(built()) if one.kind == "spelling"} != set()
    root = built("recieved")
    said = read(root)
    assert "recieved" in said
    assert "Recieved" in said
    assert "recieved" not in {query.source.casefold() for query in queries(root)}
    root = built("whethcr recieved")
    assert not [query for query in queries(root) if "whethcr" in query.source]
    assert "whethcr" in read(root)


def test_a_good_word_with_a_capital_is_just_that() -> None:
    assert "received" in read(built("Recieved")).split("Recieved")[0]


def test_a_good_word_is_known_to_who_counts_them() -> None:
    words = ["it was the zorble of the quenthil that nobody knew in the house of the river"]
    assert unknown(words, "en").unknown == 2
    assert unknown(words, "en", WordLists(good=("zorble",)).is_good).unknown == 1


@pytest.mark.parametrize("language", ["en", "xx"])
def test_a_bad_word_is_asked_about_wherever_it_stands(language: str) -> None:
    """Though the dictionary has it, and in whatever language."""
    assert "modem" not in {query.source.casefold() for query in queries(built(language=language))}
    asked = [query for query in queries(built(bad="modem", language=language)) if query.source.casefold() == "modem"]
    assert [(query.source, query.suggestion) for query in asked] == [("modem", ""), ("Modem", "")]
    asked = [q for q in queries(built(bad="modem>modern", language=language)) if q.source.casefold() == "modem"]
    assert [(query.source, query.suggestion) for query in asked] == [("modem", "modern"), ("Modem", "Modern")]
    assert "among the bad words" in asked[0].why


def test_a_bad_word_is_no_part_of_another() -> None:
    assert not [query for query in queries(built(bad="mode hous letter's")) if "list" in query.why]


def test_the_header_names_the_lists() -> None:
    text = " ".join("".join(map(str, built("recieved clerk", "modem").itertext())).split())
    assert "how many words each has: x.good_words.txt, 2; bad_words.txt, 1." in text
    assert "how many words each has" not in "".join(map(str, built().itertext()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_has_one_word_a_line(encoding: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good_words.txt", tmp_path / "x.bad_words.txt"
    good.write_bytes("# mine\r\nnaïve\r\n\r\nold-time # so\r\n don’t \r\n".encode(encoding))
    bad.write_bytes("modem\t=> modern\nlie => he\nbe\nold-time=>old time\n".encode(encoding))
    lists = load([good, bad])
    assert lists.good == ("don’t", "naïve")
    assert lists.bad == (("be", ""), ("lie", "he"), ("modem", "modern"), ("old-time", "old time"))
    assert lists.lists == (("good_words.txt", 3), ("x.bad_words.txt", 4))
    assert lists.is_good("Don't")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("good_words.txt", b"na\xefve\n", "Save it as plain text in UTF-8"),
        ("good_words.txt", b"one\ntwo words\n", "line 2: “two words” is not one word"),
        ("good_words.txt", b"one\tother\n", "line 1: a good word stands alone"),
        ("bad_words.txt", b"\n=> that\n", "line 2: “” is not one word"),
        ("bad_words.txt", b"on\x01e\n", "line 1 has a character that no text can hold"),
    ],
)
def test_a_list_that_is_none(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError) as error:
        load([tmp_path / name])
    assert says in str(error.value)
    assert name in str(error.value)


def test_lists_beside_a_text_are_read_and_are_no_texts(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = project / "seeds"
    (seeds / "x.txt").write_text(SOURCE, encoding="utf-8")
    (seeds / "good_words.txt").write_text("recieved\nmodem\n", encoding="utf-8")
    [one] = editions(project)
    assert one.words.good == ("modem", "recieved")
    (seeds / "x.bad_words.txt").write_text("modem => modern\n", encoding="utf-8")
    [one] = editions(project)
    assert (one.id, one.words.good, one.words.bad) == ("x", ("recieved",), (("modem", "modern"),))
    assert {path.name for path in one.inputs} == {"x.txt", "good_words.txt", "x.bad_words.txt"}
    assert main(["build"]) == 0
    assert "recieved" in (project / "output" / "x.txt").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["build"]) == 0
    assert "unchanged" in capsys.readouterr().out
    (seeds / "good_words.txt").write_text("modem\n", encoding="utf-8")
    assert main(["build"]) == 0
    assert "received" in (project / "output" / "x.txt").read_text(encoding="utf-8")
    (seeds / "good_words.txt").write_bytes(b"na\xefve\n")
    assert main(["build"]) == 2
    assert "good_words.txt: the letters of this list cannot be told" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("name", ["x.good_words.txt", "x.introduction.md"])
def test_what_an_editor_says_of_a_text_is_built_as_none(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("recieved\n", encoding="utf-8")
    (tmp_path / "x.txt").write_text(SOURCE, encoding="utf-8")
    assert main(["build", str(tmp_path / name), "-o", str(tmp_path / "out")]) == 2
    assert "this is an editor’s file, and no text" in " ".join(capsys.readouterr().err.split())
    assert main(["build", *map(str, sorted(tmp_path.glob("x.*"))), "-o", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").glob("*.txt")) == ["x.txt"]
    assert "recieved" in (tmp_path / "out" / "x.txt").read_text(encoding="utf-8")
    assert is_list(Path("bad_words.txt"))
    assert not is_list(Path("my_good_words.txt"))
    assert not is_list(Path("x.txt"))
