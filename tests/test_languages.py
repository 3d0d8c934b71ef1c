"""Languages are folders: what each has, what is done with a text in one that lacks it, and no code that knows any."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

import ecdosis
from ecdosis import languages
from ecdosis.errors import ToolError
from ecdosis.languages import FALLBACK, PARTS, PROOFREAD, Language, language
from ecdosis.model.document import Block, Document
from ecdosis.model.pieces import Edit
from ecdosis.model.text import Text
from ecdosis.stages import table
from ecdosis.stages.references.judge import Where, judge
from ecdosis.stages.references.parse import Known, parse
from ecdosis.stages.references.reviewed import mentioned
from ecdosis.stages.run import repaired
from ecdosis.stages.spelling import repair
from ecdosis.stages.spelling.words import Words
from ecdosis.stages.stage import Context, Stage
from plugged import forget, with_languages

PACKAGE: Final = Path(ecdosis.__file__).parent
ALLOWED: Final = {
    "languages/names.py": "a table of the names of languages",
    "languages/__init__.py": "the language in which Ecdosis speaks where it has no words in another",
    "languages/detect.py": "the languages that are told apart",
    "tools/epubcheck.py": "the language in which EPUBCheck speaks to us",
}
"""The modules that name English -> why they may."""


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    forget()


def folder(path: Path, **tables: str) -> Language:
    """A language in a folder with some tables."""
    path.mkdir(exist_ok=True)
    for name, told in tables.items():
        (path / f"{name}.toml").write_text(told, encoding="utf-8")
    return Language(path.name, path)


# ------------------------------------------------------------ what a folder has


def test_english_has_all_that_proofreading_takes() -> None:
    own = language("en")
    assert own.name == "English"
    assert own.has(PROOFREAD | {"affixes", "grammar", "spellings", "titles"})
    assert own.letters.stands_alone("A")
    assert own.letters.stands_alone("I")
    assert not own.letters.stands_alone("i")
    assert ("ies", "y") in own.affixes.suffixes
    assert ("rn", "m") in {(stands, meant) for pairs in own.confusions.ocr.values() for meant, stands in pairs}
    assert 0 < own.weights.unsure < own.weights.safe < 1
    assert dict(own.words("misspellings"))["recieved"] == "received"


@pytest.mark.parametrize("tag", ["und", "grc", "", "x-private", "..", "en/words", "words"])
def test_of_another_nothing_is_known(tag: str) -> None:
    assert language(tag).folder is None
    assert not language(tag).parts
    assert not language(tag).has(PROOFREAD)
    assert not list(language(tag).words("dictionary"))
    assert not language(tag).letters.alphabet


def test_a_part_is_a_file_a_table_or_the_folder_of_words(tmp_path: Path) -> None:
    own = folder(tmp_path / "xx", language='name = "X"\n[letters]\nalphabet = "abc"\n', affixes='prefixes = "a b"')
    assert own.parts == {"letters", "affixes"}
    (tmp_path / "xx" / "words").mkdir()
    assert Language("xx", own.folder).parts == {"letters", "affixes", "words"}
    assert own.affixes.prefixes == ("a", "b")
    assert own.grammar.never_twice == frozenset()
    assert own.grammar.compounds.search("hand-and foot") is None
    assert own.weights.safe == 1.0, "nothing is safe where nothing was learnt"


def test_no_language_has_a_part_that_nothing_asks_for() -> None:
    for own in languages.built_in().values():
        assert own.parts <= set(PARTS), own.code
    assert language(FALLBACK).parts == set(PARTS), "all is said in it, and nothing of it is left out"


def test_nothing_is_read_before_it_is_asked_for() -> None:
    """The command's help needs no language; a language needs no list until a word is looked up."""
    code = """
import sys
from ecdosis.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
assert not [name for name in sys.modules if name.startswith(("ecdosis.languages", "ecdosis.stages", "gzip"))]
from ecdosis.languages import language
assert language("en").has({"words"}) and "gzip" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


# ------------------------------------------------------------ what stages ask of it


def test_a_stage_says_which_parts_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    [spelling] = [stage for stage in table.BUILT_IN if stage.name == "spelling"]
    assert spelling.knows("en")
    assert not spelling.knows("it")
    assert not spelling.knows("und")
    stage = Stage("x-tower", "", "builtins:nothing_like_it", frozenset(), parts=frozenset({"bells"}))
    document = Document(Text.of("Ding."))
    assert stage.of(document, Context("en")) is document, "there are no bells in English"


def test_a_language_that_lacks_them_is_left_alone() -> None:
    text = Text.of("He recieved the the letter, and and a apple, in in the evning.\n")
    assert repair(Document(text), "it").text.reading == text.reading
    assert repair(Document(text), "en").text.reading != text.reading


def test_languagetool_is_asked_in_a_language_that_we_do_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only if the policy says so; it knows more languages."""
    from ecdosis.stages.spelling import languagetool

    def proposals(words: Words, code: str, by: str) -> list[Edit]:
        return [Edit(0, 2, "Elle", "real-word", by, 0.4, f"LanguageTool in {code}", safe=False)]

    monkeypatch.setattr(languagetool, "proposals", proposals)
    [spelling] = [stage for stage in table.BUILT_IN if stage.name == "spelling"]
    document = Document(Text.of("Il rentra tard.\n"))
    asked = spelling.of(document, Context("it", table.values({"languagetool": "yes"})))
    assert [(query.suggestion, query.why) for query in asked.queries] == [("Elle", "LanguageTool in it")]
    assert spelling.of(document, Context("it", table.values({}))).queries == ()


def test_a_work_that_a_text_is_about_is_found_where_titles_have_capitals() -> None:
    """Elsewhere nothing tells where a title begins."""
    name = "The Keepers: A Northern Tale"
    reading = f"we have read {name}, by Ann Example, and much is told. {name} is long, and {name} has an end.\n"
    blocks = [Block(0, len(reading) - 1, "p")]
    found = mentioned(blocks, reading, "en")
    assert found is not None
    assert reading[found.start : found.end] == f"{name}, by Ann Example"
    assert mentioned(blocks, reading, "fr") is None


def test_rules_of_grammar_are_those_of_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the letters, words, confusions and weights of English, but without its grammar, none of its rules holds."""
    whole = language("en")
    names = {one.name for one in whole.folder.iterdir()} - {"grammar.toml"}  # type: ignore[union-attr]
    for name in names:
        (tmp_path / name).symlink_to(PACKAGE / "languages" / "en" / name)
    text = Text.of("The cook had put the the pot and a apple on the table in the evening.\n")
    read = {}
    for own in (whole, Language("en", tmp_path)):
        monkeypatch.setattr("ecdosis.stages.spelling.lexicon.known", lambda _, own=own: own)
        from ecdosis.stages.spelling.lexicon import lexicon

        lexicon.cache_clear()
        read[own] = repair(Document(text), "en").text.reading
    lexicon.cache_clear()
    with_rules, without = read.values()
    assert "the pot and an apple" in with_rules
    assert "the the" not in with_rules
    assert without == text.reading


def test_small_words_speak_against_a_title_where_titles_have_capitals() -> None:
    """In English four words in small letters are no title; in a language that writes titles like sentences they may
    be."""
    parsed = parse("The ropes that ferrymen made here, p. 12", "en", page=False)
    told = {code: judge(parsed, Where(note=True, language=code), Known()) for code in ("en", "ru", "und")}
    assert told["en"] is None
    assert told["ru"] is not None
    assert told["und"] is not None


def test_only_what_was_usual_once_makes_a_text_hyphenate_as_then() -> None:
    """In English a text with “to-day” keeps hyphens that today's lists of words have not; Italian has no such list."""
    for code, expected in (("en", True), ("it", False)):
        from ecdosis.stages.lines.hyphens import Evidence

        assert Evidence("He went there to-day.", code).archaic is expected
    assert not Evidence("He went there today.", "en").archaic


# ------------------------------------------------------------ those of others


def package(monkeypatch: pytest.MonkeyPatch, path: Path, name: str, **tables: str) -> ModuleType:
    """A package with some tables, as it would be installed."""
    folder(path / name, **tables)
    (path / name / "__init__.py").touch()
    monkeypatch.syspath_prepend(path)
    monkeypatch.delitem(sys.modules, name, raising=False)
    return import_module(name)


def test_a_plug_in_adds_a_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_languages(monkeypatch, eo=package(monkeypatch, tmp_path, "esperanto", language='name = "Esperanto"'))
    assert language("eo").name == "Esperanto"
    assert language("en").name == "English"


@pytest.mark.parametrize(
    ("code", "says"),
    [("en", "there is one already"), ("Eo", "two or three small letters"), ("x-eo", "two or three small letters")],
)
def test_one_with_a_wrong_code_is_told(code: str, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_languages(monkeypatch, **{code: package(monkeypatch, tmp_path, "esperanto", language='name = "Esperanto"')})
    with pytest.raises(ToolError, match=f"The plug-in of-{code} 3 has a language of the code “{code}”: {says}"):
        languages.languages()


@pytest.mark.parametrize("what", [object(), "eo", ecdosis])
def test_one_that_is_no_folder_is_told(what: object, monkeypatch: pytest.MonkeyPatch) -> None:
    with_languages(monkeypatch, eo=what)
    says = r"The plug-in of-eo 3 has no language, but .*: a package with the file language\.toml was expected"
    with pytest.raises(ToolError, match=says):
        language("ru")


# ------------------------------------------------------------ no code knows a language


def test_no_code_knows_english_but_by_its_folder() -> None:
    """An exception that is none any more has to go from the list."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in (FALLBACK, "English", "en-US", "eng")
    }
    assert found == set(ALLOWED)


def test_a_text_in_no_language_goes_through_all_stages() -> None:
    text = Text.of("Vi ridas, kaj la maro estas blua.\n")
    assert repaired(text, "eo").reading == text.reading
