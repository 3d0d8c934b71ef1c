"""The documentation says what is there: its links lead somewhere, its examples run, its reference is whole."""

from __future__ import annotations

import argparse
import doctest
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import takewhile
from pathlib import Path
from posixpath import dirname, normpath
from typing import Final

import pytest

import ecdosis
import generate
from conftest import ROOT
from ecdosis.book.words import SURE
from ecdosis.cli import COMMANDS, whole_parser
from ecdosis.cli.completion import script
from ecdosis.editor.meanings import MEANINGS
from ecdosis.evaluate.calibration import wilson
from ecdosis.formats.table import BUILT_IN as OUTPUTS
from ecdosis.formats.table import endings
from ecdosis.inputs.table import BUILT_IN as INPUTS
from ecdosis.model.kinds import KINDS
from ecdosis.project.defaults import SHARED
from ecdosis.project.descriptor import Descriptor, check
from ecdosis.stages.table import BUILT_IN, policies

DOCS: Final = ROOT / "docs"
WRITTEN: Final[Mapping[str, str]] = {
    str(path.relative_to(DOCS)): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))
}
MADE: Final = generate.pages()
PAGES: Final = {**WRITTEN, **MADE}
TOP: Final = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}
LINK: Final = re.compile(r"\]\(([^()\s]*)\)")


def prose(page: str) -> str:
    """A page without its code."""
    return re.sub(r"`[^`\n]+`", "", re.sub(r"^ *```.*?^ *```$", "", page, flags=re.M | re.S))


def fenced(page: str, language: str) -> list[str]:
    """The blocks of code in a language."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", page, re.M | re.S)


def anchors(page: str) -> set[str]:
    """Where a link into a page may lead, as Python-Markdown and GitHub name it (of plain headings)."""
    heads = re.findall(r"^#+ (.+)$", page, re.M)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", head).strip().lower()) for head in heads}


def links(page: str) -> Iterator[tuple[str, str]]:
    """The links of a page within the project: the file (empty: this one) and the anchor."""
    for target in LINK.findall(page):
        if not target.startswith(("https://", "http://")):
            file, _, anchor = target.partition("#")
            yield file, anchor


def test_every_promise_names_tests_that_there_are() -> None:
    page = WRITTEN["promises.md"]
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith(("| promise", "| ---"))]
    assert len(rows) > 12
    for row in rows:
        named = re.findall(r"`(tests/\w+\.py)`", row.split(" | ")[2])
        assert named, row
        assert all((ROOT / name).is_file() for name in named), row


@pytest.mark.parametrize("name", TOP)
def test_links_of_pages_at_the_top_lead_somewhere(name: str) -> None:
    found = list(links(prose(TOP[name])))
    assert found
    for file, anchor in found:
        assert (ROOT / file).exists(), file
        if anchor:
            assert anchor in anchors((ROOT / file).read_text(encoding="utf-8") if file else TOP[name]), anchor


@pytest.mark.parametrize("name", PAGES)
def test_links_of_a_page_lead_somewhere(name: str) -> None:
    for file, anchor in links(prose(PAGES[name])):
        target = normpath(f"{dirname(name)}/{file}" if dirname(name) else file) if file else name
        assert target in PAGES or (DOCS / target).is_file(), f"{file} in {name}"
        if anchor:
            assert anchor in anchors(PAGES[target]), f"{file}#{anchor} in {name}"


def test_a_link_that_leads_nowhere_is_found() -> None:
    page = (
        "See [this](there.md#a-b), [that](#c) and `[no](link.md)`.\n```sh\n[x](y.md)\n```\n[out](https://example.org)\n"
    )
    assert list(links(prose(page))) == [("there.md", "a-b"), ("", "c")]
    assert anchors("# A  b\n## C: d’s (e)\n") == {"a-b", "c-ds-e"}


def test_the_contents_have_each_page_once() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert sorted(re.findall(r"([\w/-]+\.md)$", text, re.M)) == sorted(PAGES)
    assert "font: false" in text
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ndocs: ")[2].partition("\n\n")[0]
    assert "--strict" in recipe
    assert "--quiet" not in recipe, "what is not said does not count as a warning either"


@pytest.mark.parametrize("name", [name for name, page in WRITTEN.items() if ">>> " in page])
def test_examples_in_python_are_so(name: str) -> None:
    code = "\n".join(block for block in fenced(WRITTEN[name], "python") if ">>> " in block)
    test = doctest.DocTestParser().get_doctest(code, {}, name, name, 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert (result.failed, result.attempted > 2) == (0, True), "".join(told)


def test_examples_without_answers_are_python() -> None:
    found = [b for page in WRITTEN.values() for b in fenced(page, "python") if ">>> " not in b]
    assert found
    for block in found:
        compile(block, "example", "exec")


def test_commands_in_the_pages_are_such_as_there_are() -> None:
    pages = (*PAGES.values(), *TOP.values())
    lines = [line.strip() for page in pages for block in fenced(page, "sh") for line in block.splitlines()]
    found = [line for line in lines if line.startswith("ecdosis ")]
    assert len(found) > 50
    for line in found:
        words = shlex.split(line, comments=True)[1:]
        assert whole_parser().parse_args(list(takewhile(lambda word: word not in (">", ">>", "|"), words))).run, line
    named = {name for page in pages for name in re.findall(r"`ecdosis ([a-z]+)[ `]", page)}
    assert len(named) > 5
    assert named <= {command.name for command in COMMANDS}


def test_descriptors_in_the_pages_are_valid() -> None:
    for name, page in WRITTEN.items():
        for block in fenced(page, "toml"):
            path = Path(name)
            lines = [line.strip() for line in block.splitlines()]
            stated = dict(re.fullmatch(r'(\w+) = "(.*)"', line).groups() for line in lines if line != "[defaults]")  # type: ignore[union-attr,misc]
            check(stated, path)
            if "[defaults]" in lines:
                assert set(stated) <= {*SHARED, *policies()}


def test_what_the_tutorial_shows_is_so() -> None:
    """The sample that it tells a reader to take, with its descriptor: so many changes and questions."""
    page = WRITTEN["tutorial.md"]
    row = re.search(r"^lamplighter +built +(\d+) +(\d+) +(\d+) +(\d+) ", page, re.M)
    assert row
    facts = check(table_of_block(fenced(page, "toml")[0]), Path("lamplighter.toml"))
    text = (ROOT / "seeds" / "specimen-the-lamplighter.txt").read_bytes()
    made = ecdosis.edition(text, facts=facts)
    assert [str(len(made.changes)), "0", "0", str(len(made.questions))] == list(row.groups())
    assert {"tbe", "govemment"} <= set(re.findall(r"`(\w+)`", page))
    decided = made.decide("read", "rode the house home", "rode the horse home")
    assert "rode the horse home" in decided.reading
    assert [change.source for change in decided.changes if change.by == "editor"] == ["u"]


def table_of_block(block: str) -> dict[str, str]:
    return dict(re.findall(r'^(\w+) = "(.*)"$', block, re.M))


def test_the_picture_has_each_stage_in_its_order() -> None:
    picture = (DOCS / "explanation" / "architecture.svg").read_text(encoding="utf-8")
    names = [stage.name for stage in BUILT_IN]
    assert [said for said in re.findall(r">([a-z]+)</text>", picture) if said in names] == names


def test_the_reference_is_whole() -> None:
    for page, names in {
        "commands": [command.name for command in COMMANDS],
        "decisions": [*MEANINGS],
        "stages": [stage.name for stage in BUILT_IN],
        "python": [*ecdosis.__all__],
        "descriptor": [policy for policy in policies() if not policy.startswith("x-")],
    }.items():
        assert {name.lower() for name in names} <= anchors(MADE[f"reference/{page}.md"]), page
    for page, cells in {
        "kinds": [*KINDS],
        "descriptor": [field.name for field in fields(Descriptor) if field.name != "policies"],
        "exit-status": list("012345"),
        "formats": endings(OUTPUTS),
        "inputs": [one.name for one in INPUTS],
    }.items():
        assert set(cells) <= set(re.findall(r"^\| `([^`]+)` \|", MADE[f"reference/{page}.md"], re.M)), page
    assert generate.FIELDS.keys() == {field.name for field in fields(Descriptor)} - {"policies"}


def test_each_option_is_in_the_reference_and_in_the_man_page() -> None:
    page, man = MADE["reference/commands.md"], generate.man()
    for command in COMMANDS:
        parser = argparse.ArgumentParser()
        command.arguments(parser)
        assert f"\n.SS {command.name}\n" in man
        section = page.partition(f"\n## {command.name}\n")[2].partition("\n## ")[0]
        for option in (option for action in parser._actions for option in action.option_strings):
            assert re.search(rf"^\| `[^`]*{option}[ ,`]", section, re.M), (command.name, option)
            assert option.replace("-", r"\-") in man


def test_signatures_are_as_one_writes_them() -> None:
    page = MADE["reference/python.md"]
    assert (
        'ecdosis.repair(source: bytes | str, *, language: str = "", **policies: str) -> Edition'.replace('""', "''")
        in page
    )
    assert "self" not in "".join(fenced(page, "python"))


def test_how_sure_is_said_as_in_the_books() -> None:
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+)% \| ", WRITTEN["explanation/certainty.md"], re.M)
    assert rows == [(said, f"{least * 100:.0f}") for said, least in SURE]


def test_words_for_how_sure_claim_no_more_than_was_measured() -> None:
    pattern = r"^\| ([a-z ]+) \| (\d+)% \| ([\d,]+) of ([\d,]+) \| ([\d.]+)% \| ([\d.]+)–([\d.]+)% \|$"
    rows = re.findall(pattern, WRITTEN["explanation/certainty.md"], re.M)
    assert len(rows) >= 3
    for said, least, right, count, *printed in rows:
        low, high = wilson(number(right), number(count))
        assert printed == percent(number(right) / number(count), low, high), said
        assert low >= int(least) / 100, said


def test_what_was_measured_adds_up() -> None:
    page = WRITTEN["explanation/certainty.md"]
    pattern = r"^\|.*\| ([\d.–]+) \| ([\d,]+) \| ([\d,]+) \| ([\d.]+)% \| ([\d.]+)–([\d.]+)% \|$"
    done, asked = (
        re.findall(pattern, part, re.M) for part in page.partition("What was done:")[2].split("What was asked")
    )
    assert len(done) > 12
    assert len(asked) > 5
    for _, count, right, *printed in (*done, *asked):
        assert printed == percent(number(right) / number(count), *wilson(number(right), number(count)))
    by_words = re.findall(r"% \| ([\d,]+) of ([\d,]+) \|", page)
    totals = [sum(map(number, column)) for column in zip(*by_words, strict=True)]
    assert totals == [sum(number(row[place]) for row in done) for place in (2, 1)]


def number(shown: str) -> int:
    return int(shown.replace(",", ""))


def percent(*shares: float) -> list[str]:
    return [f"{100 * share:.1f}".replace("100.0", "100") for share in shares]


def test_the_citation_is_of_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r'^version: "(.*)"$', citation, re.M) == [ecdosis.VERSION]
    assert re.findall(r'^date-released: "(.*)"$', citation, re.M) == [ecdosis.RELEASED]
    assert f"## [{ecdosis.VERSION}] - {ecdosis.RELEASED}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_walkthroughs_name_files_and_targets_that_there_are() -> None:
    page = TOP["CONTRIBUTING.md"]
    package = ROOT / "pipeline" / "ecdosis"
    named = re.findall(r"`([\w./-]+(?:\.(?:py|toml|css|typ|rng|odd|md)|/))`", page)
    assert len(named) > 20
    own = re.compile(r"NAME|CODE|^ecdosis_bell|^pyproject|^ecdosis\.odd")
    rooms = ("stages/blocks", "stages/spelling", "stages/lines", "languages/en")
    places = (ROOT, package, *(package / room for room in rooms))
    for name in (one for one in named if not own.search(one)):
        assert any((place / name).exists() for place in places), name
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?:`|^ {4})make ([a-z]+)", page, re.M)) <= targets


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["de"], ["decide"]),
        (["decide", "my-text", "rea"], ["read"]),
        (["publish", "--view", ""], ["reading", "diplomatic", "critical"]),
        (["changes", "--fo"], ["--format"]),
        (["--debug", "bui"], ["build"]),
        (["read", "x"], []),
    ],
)
def test_a_shell_completes(typed: list[str], offered: list[str], tmp_path: Path) -> None:
    words = " ".join(shlex.quote(word) for word in ("ecdosis", *typed))
    (tmp_path / "ask").write_text(
        f"{script(whole_parser(), 'bash')}\nCOMP_WORDS=({words}); COMP_CWORD={len(typed)}; _ecdosis; "
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    asked = subprocess.run(
        ["bash", "--norc", tmp_path / "ask"], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert (asked.stdout.split(), asked.stderr) == (offered, "")


def test_zsh_takes_what_bash_takes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        whole_parser().parse_args(["--completion", "zsh"])
    said = capsys.readouterr().out
    assert "bashcompinit" in said.partition("_ecdosis()")[0]
    assert said.endswith(script(whole_parser(), "bash"))
