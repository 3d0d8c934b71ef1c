"""The pages of the reference, made from the program itself so that they cannot differ from it, and the man page.

MkDocs calls `on_files` (a hook of mkdocs.yml); `python docs/generate.py FILE` writes the man page (`make docs`).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import ecdosis
from ecdosis import errors
from ecdosis.cli import COMMANDS, STATUS_HELP, whole_parser
from ecdosis.cli.command import Command
from ecdosis.editor.meanings import MEANINGS
from ecdosis.formats.format import Format
from ecdosis.formats.table import BUILT_IN as OUTPUTS
from ecdosis.inputs.table import BUILT_IN as INPUTS
from ecdosis.languages import FALLBACK, PARTS, built_in
from ecdosis.languages.interface import interface
from ecdosis.model.kinds import CHANGES, KINDS, Kind, Sort
from ecdosis.project.defaults import SHARED
from ecdosis.project.descriptor import LONGEST, Descriptor
from ecdosis.stages.stage import Policy, Stage
from ecdosis.stages.table import BUILT_IN, PURPOSE
from signatures import described

ROOT: Final = Path(__file__).resolve().parent.parent
WIDTH: Final = 100
FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "id": ("the name of all products (default: the name of the file)", "my-text"),
    "title": ("the title of the work", "The Ferry at Low Water"),
    "subtitle": ("the subtitle of the work", "A sketch"),
    "author": ("several with semicolons between them", "Ann Example; Bob Other"),
    "translator": ("several with semicolons between them", "Tom Third"),
    "date": ("of the text as given in the source", "1907"),
    "written": ("when it was written, if that was not then", "1905"),
    "language": ("BCP 47; without it the language is told from the text", "en"),
    "original_title": ("of what it was translated from", "Паром"),
    "original_language": ("BCP 47", "ru"),
    "publication": ("the periodical or book in which it appeared", "The Riverside Review"),
    "volume": ("its volume", "2"),
    "issue": ("its issue", "3"),
    "pages": ("its pages with this text", "12–14"),
    "isbn": ("of the publication", "978-0-00-000000-2"),
    "issn": ("of the publication", "0000-0000"),
    "publisher": ("who published it", "Example Press"),
    "pub_place": ("where it was published", "Leeds"),
    "url": ("where the text was found", "https://example.org/ferry"),
    "licence": ("a name, best one of SPDX", "CC0-1.0"),
    "licence_url": ("the address of the licence", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "rights": ("who has the rights, in words", "Written for this example."),
    "summary": ("for the catalogue and the title page", "What happened when the tide went out."),
    "keywords": ("with semicolons between them", "ferries; tides"),
    "authority": ("who makes this edition available", "Example Archive"),
    "series": ("the series that this edition belongs to", "Texts of the River"),
    "editor": ("who decides; several with semicolons between them", "Your Name"),
    "edited": ("the last work on it, which dates the edition", "2026-01-31"),
    "source": ("the name of the text’s file, without folders (default: the text with the same name)", "my-text.txt"),
    "sha256": ("of the text: you are warned if it is another", "64 hexadecimal digits"),
    "charset": ("if it was taken for another", "cp1252"),
    "project_note": ("whether the project’s `textual-note.md` is shown: yes or no (default: yes)", "no"),
    "identifiers": (
        "the addresses of persons and places of letters, in lists that others keep",
        "Ann Example = https://viaf.org/viaf/000; Leeds = https://www.geonames.org/000",
    ),
    "characters": ("what letters some characters stand for in words, where a font had no map", "Þ=fi; ß=fl"),
}
"""What the fields of a descriptor are, and an example of each."""
COLUMNS: Final = (
    ("at", "the position in the source, as `changes`, `queries` and `blocks` print it; empty if the words occur once"),
    ("text", "the words there, copied from the source; ` [...] ` stands for words that you leave out"),
    ("decision", "one of those below"),
    ("value", "what the decision needs"),
    ("reason", "why, in your words; it goes into the edition"),
    ("editor", "who decided; it goes into the edition"),
    ("date", "when, as 2026-01-31; it goes into the edition"),
    (
        "scope",
        "empty or `here`: this place; `text`: all like it in the text, where nothing else is decided about a place",
    ),
)
"""The columns of a table of decisions."""


def pages() -> Mapping[str, str]:
    """The pages that are made, by their paths in docs/."""
    return {
        "reference/commands.md": _commands(),
        "reference/descriptor.md": _descriptor(),
        "reference/decisions.md": _decisions(),
        "reference/kinds.md": _kinds(),
        "reference/stages.md": _stages(),
        "reference/languages.md": _languages(),
        "reference/formats.md": _formats(),
        "reference/inputs.md": _inputs(),
        "reference/python.md": _python(),
        "reference/exit-status.md": _statuses(),
        "contributing.md": _of_root("CONTRIBUTING.md"),
        "changelog.md": _of_root("CHANGELOG.md"),
    }


def on_files(files: Any, config: Any) -> Any:
    """The hook of MkDocs: its files, with the pages that are made."""
    from mkdocs.structure.files import File

    for name, content in pages().items():
        files.append(File.generated(config, name, content=content))
    return files


def _of_root(name: str) -> str:
    """A page that lies at the top of the project, with links that lead on from docs/; what is not there is only
    named."""
    text = (ROOT / name).read_text(encoding="utf-8")
    text = text.replace("](docs/", "](").replace("](CHANGELOG.md)", "](changelog.md)")
    return re.sub(r"\[([^]]+)\]\(tests/[^)]*\)", r"\1", text)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in cells)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", *(part for part in parts if part))) + "\n"


def _parser_of(command: Command) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"ecdosis {command.name}", formatter_class=lambda prog: argparse.HelpFormatter(prog, width=WIDTH)
    )
    command.arguments(parser)
    return parser


def _options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """The options and arguments of a command, as one types them, with what they say."""
    for action in parser._actions:
        if action.help == argparse.SUPPRESS:
            continue
        value = action.metavar or ("{" + ",".join(map(str, action.choices)) + "}" if action.choices else "")
        named = str(value) if value else "" if action.nargs == 0 else action.dest.upper()
        typed = ", ".join(f"{option} {named}".strip() for option in action.option_strings) or named or action.dest
        yield typed, (action.help or "") % {"prog": parser.prog, "default": action.default}


def _commands() -> str:
    parts = []
    for command in COMMANDS:
        parser = _parser_of(command)
        usage = re.sub(r"\n {7}", "\n", parser.format_usage().strip().removeprefix("usage: "))
        rows = [(f"`{typed}`", says) for typed, says in _options(parser)]
        parts += [
            f"## {command.name}",
            _sentence(command.does),
            f"```text\n{usage}\n```",
            _table(("option", "what it does"), rows),
            f"Example:\n\n```sh\n{_outdented(command.example)}\n```",
        ]
    first = "Each command ends with an [exit status](exit-status.md). `ecdosis COMMAND --help` prints what is here."
    everywhere = (
        "Before the command may stand `--debug`, which shows where in the program an error arose. `--version` alone "
        "says which version this is."
    )
    completion = (
        "`ecdosis --completion bash` (or `zsh`) prints what completes commands and options in your shell: put "
        "`source <(ecdosis --completion bash)` into `~/.bashrc`, or the same with `zsh` into `~/.zshrc`. `make docs` "
        "also writes a man page."
    )
    return _page("Commands", first, everywhere, completion, *parts)


def _outdented(lines: str) -> str:
    return "\n".join(line.strip() for line in lines.splitlines())


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + ("" if words.endswith(".") else ".")


def _descriptor() -> str:
    names = [field.name for field in fields(Descriptor) if field.name != "policies"]
    rows = [(f"`{name}`", FIELDS[name][0], FIELDS[name][1]) for name in names]
    longest = ", ".join(f"{most:,} in `{name}`" for name, most in LONGEST.items() if name)
    return _page(
        "Descriptor",
        "What you know of a text stands beside it in `seeds/`, in a file with the ending `.toml`: a line for each "
        'fact, as `title = "The Ferry at Low Water"`. Every fact may be left out. Fields you leave out stay empty.',
        _table(("field", "what it is", "example"), rows),
        f"A value has at most {LONGEST['']:,} characters ({longest}).",
        "## Policies",
        "How you want the text treated. A policy may stand in a descriptor, or in `ecdosis.toml` for all editions.",
        _policy(PURPOSE),
        *(_policy(policy, stage) for stage in BUILT_IN for policy in stage.policies),
        "## Defaults of a project",
        "In `ecdosis.toml`, beside `seeds/`, what stands under `[defaults]` holds for all editions whose descriptors "
        f"do not say otherwise: all policies, and {_codes(SHARED)}.",
    )


def _policy(policy: Policy, stage: Stage | None = None) -> str:
    rows = [(f"`{value}`" + _default(policy, value), means) for value, means in policy.values.items()]
    where = f" (stage [{stage.name}](stages.md#{stage.name}))" if stage else ""
    title = f"### {policy.name}\n\n{_sentence(policy.title)[:-1]}{where}.\n\n"
    return title + _table(("value", "what it means"), rows)


def _default(policy: Policy, value: str) -> str:
    """What is said of a value that holds where nothing is said."""
    if value != policy.default:
        return " (default in scholarly editions)" if value == policy.scholarly else ""
    return " (default in editions for reading)" if policy.scholarly else " (default)"


def _decisions() -> str:
    parts = []
    for name, meaning in MEANINGS.items():
        says = [f"## {name}", _sentence(meaning.says)]
        if meaning.stage:
            says.append(f"It is carried out after the stage [{meaning.stage}](stages.md#{meaning.stage}).")
        says.append(f"Doubtful readings of the same words that it settles: {_answered(meaning.answers)}.")
        says.append(
            f"With the scope `text`: {meaning.text}." if meaning.text else f"For one place only. {meaning.here}."
        )
        parts += says
    return _page(
        "Decisions",
        "A row of `seeds/<id>.decisions.tsv` decides one thing: [Overrule the machine](../how-to/overrule.md).",
        _table(("column", "what it says"), [(f"`{name}`", says) for name, says in COLUMNS]),
        "Of two decisions about the same words that cannot both be done, the later counts. One about a place comes "
        "before one with the scope `text`, wherever it stands in the table.",
        *parts,
    )


def _answered(answers: Container[str]) -> str:
    names = [name for name in KINDS if name in answers]
    if set(names) >= set(CHANGES):
        return "those of any kind but blocks"
    sorts = [sort for sort in Sort if {kind.value for kind in Kind if kind.sort is sort} == set(names)]
    return f"those of [{_TITLES[sorts[0]].lower()}](kinds.md)" if sorts else _codes(names)


_TITLES: Final[Mapping[Sort, str]] = {
    Sort.CORRUPT: "Damage that is corrected",
    Sort.NORMALISED: "What is made regular",
    Sort.LINES: "Line ends and divided words",
    Sort.UNENCODABLE: "Characters that XML cannot hold",
    Sort.ASIDES: "What is left out of the running text",
    Sort.NOTES: "Notes",
    Sort.BLOCKS: "Blocks",
    Sort.PHRASES: "Phrases",
}


def _kinds() -> str:
    parts = []
    for sort in Sort:
        kinds = [kind for kind in Kind if kind.sort is sort]
        parts.append(f"## {_TITLES[sort]}\n\n{_sentence(_encoding(sort))}")
        if any(kind.element for kind in kinds):
            rows = [(f"`{kind.value}`", kind.rule, f"`{kind.element}`") for kind in kinds]
            parts.append(_table(("kind", "what it is", "TEI element"), rows))
        else:
            parts.append(_table(("kind", "what it is"), [(f"`{kind.value}`", kind.rule) for kind in kinds]))
    return _page(
        "Kinds",
        "All that can happen to a text, and that its parts can be. The list is closed: a kind that is not here cannot "
        "stand in a TEI file, unless a plug-in made it (`x-name:kind`).",
        *parts,
    )


def _encoding(sort: Sort) -> str:
    """How a sort is encoded, from what the table says of it."""
    says, _, encoded = sort.value.partition(": ")
    return f"in TEI: {encoded}" if encoded else says


def _stages() -> str:
    parts = []
    for stage in BUILT_IN:
        parts.append(f"## {stage.name}\n\n{_sentence(stage.does)}")
        rows = [
            ("after", ", ".join(f"[{name}](#{name})" for name in stage.needs) or "decoding"),
            ("makes", _codes(name for name in KINDS if name in stage.makes)),
            *((("languages", _codes(_known_by(stage))),) if stage.languages or stage.parts else ()),
            ("policies", ", ".join(f"[{one.name}](descriptor.md#{one.name})" for one in stage.policies) or "none"),
            ("if it is given up", stage.without),
        ]
        parts.append(_table(("", ""), rows))
    return _page(
        "Stages",
        "What is done to a text between decoding and encoding it, in this order. The name of a stage is the `by` in "
        "`ecdosis changes` and the `@resp` in the TEI. A stage that a text would keep at work without end is given up.",
        *parts,
    )


def _formats() -> str:
    rows = [(f"`{one.name}`", one.title, f"`{one.media_type}`", _when(one), _checks(one)) for one in OUTPUTS]
    return _page(
        "Output formats",
        "What an edition, or anybody’s TEI, can become. The name of a format is the ending of its files, and what "
        "`ecdosis publish --to` is told.",
        _table(("name", "shown as", "media type", "made by", "checked by `ecdosis validate`"), rows),
        "A [plug-in](../contributing.md#write-a-plug-in) can add others.",
    )


def _inputs() -> str:
    rows = [(f"`{one.name}`", _codes(f".{ending}" for ending in one.endings), f"`{one.media_type}`") for one in INPUTS]
    return _page(
        "Files that are read",
        "The files in `seeds/`, and in the folders of `--seeds`, that are taken for texts. A file that you name "
        "(`ecdosis build FILE -o DIR`) is read as a plain text if its ending says nothing else.",
        _table(("name", "endings", "media type"), rows),
        "A [plug-in](../contributing.md#write-a-plug-in) can add others. It extracts the text, and perhaps facts such "
        "as title and author, which hold where your descriptor says nothing. The extracted text is what `ecdosis "
        "restore` gives back; the header of the TEI [names the file](../explanation/encoding.md) that it is from.",
    )


def _when(format_: Format) -> str:
    return "`build` and `publish`" if format_.built else "`publish`"


def _checks(format_: Format) -> str:
    own = ["whether it is whole"] if format_.check else []
    same = ["whether it says what the TEI says"] if format_.says else []
    return ", ".join([*own, *same, *(program.name for program in format_.programs)]) or "not checked"


def _languages() -> str:
    known = built_in().values()
    names = [(f"`{one.code}`", one.name, _codes(name for name in PARTS if name in one.parts)) for one in known]
    needed = ((stage, part) for stage in BUILT_IN for part in PARTS if part in stage.parts)
    needs: dict[str, list[str]] = {}
    for stage, part in needed:
        needs.setdefault(part, []).append(f"[{stage.name}](stages.md#{stage.name})")
    parts = [(f"`{name}`", says, ", ".join(needs.get(name, ["-"]))) for name, says in PARTS.items()]
    texts: dict[str, list[str]] = {}
    for key in interface(FALLBACK).texts:
        table, _, name = key.partition(".")
        texts.setdefault(table, []).append(name)
    return _page(
        "Languages",
        "What Ecdosis knows of a language stands in a folder, `languages/CODE/` (ISO 639), or in a plug-in. A language "
        "may lack any part: what needs it then does nothing with a text in that language. How one is added: "
        "[Contributing](../contributing.md#add-a-language).",
        _table(("code", "language", "parts"), names),
        "## Parts",
        _table(("part", "what it is", "needed by"), parts),
        "## What a book says",
        "`interface.toml` has the texts of these names. What a language leaves out is said in English. A text that "
        "goes with a number may have the forms `one`, `two`, `few`, `many`, `other`, as the Unicode CLDR has them.",
        _table(("table", "texts"), [(f"`{table}`", _codes(names)) for table, names in texts.items()]),
    )


def _known_by(stage: Stage) -> list[str]:
    """The languages that a stage knows, of those that have a folder or that it names."""
    return sorted(code for code in {*stage.languages, *built_in()} if stage.knows(code))


def _python() -> str:
    return _page(
        "Python interface",
        "`import ecdosis` has these names; others may change from one version to the next. Examples: "
        "[Use it from Python](../how-to/python.md).",
        *described(),
    )


def _statuses() -> str:
    classes: list[type[errors.EcdosisError]] = [errors.EcdosisError, *errors.EcdosisError.__subclasses__()]
    says = dict(re.findall(r"(\d) ([^;]+)", STATUS_HELP.partition(": ")[2].replace("\n", " ")))
    raised = {str(one.status): one.__name__ for one in classes}
    rows = [
        (f"`{status}`", text.strip(), f"`{raised[status]}`" if status in raised else "")
        for status, text in says.items()
    ]
    return _page(
        "Exit status",
        "What a command ends with. One message on standard error says what is wrong, where, and what to do.",
        _table(("status", "means", "in Python"), rows),
        "A command that is stopped by Ctrl-C ends with 130; what was not finished is as it was before.",
    )


def man() -> str:
    """The man page (man(7) macros), section 1."""
    lines = [
        f'.TH ECDOSIS 1 "{ecdosis.RELEASED}" "Ecdosis {ecdosis.VERSION}" "User Commands"',
        *(".SH NAME", r"ecdosis \- " + _roff(_lower(whole_parser().description or "")), ".SH SYNOPSIS"),
        *(".B ecdosis", r"[\-\-debug] \fICOMMAND\fR [\fIOPTION\fR]...", ".br", ".B ecdosis", r"\-\-help | \-\-version"),
        ".SH COMMANDS",
    ]
    for command in COMMANDS:
        lines += [f".SS {command.name}", _roff(_sentence(command.does))]
        for typed, says in _options(_parser_of(command)):
            lines += [".TP", rf"\fB{_roff(typed)}\fR", _roff(says) or r"\&"]
        lines += [
            ".PP",
            "Example:",
            ".nf",
            *(f"    {_roff(line)}" for line in _outdented(command.example).splitlines()),
            ".fi",
        ]
    lines += [".SH EXIT STATUS", _roff(" ".join(STATUS_HELP.removeprefix("exit status: ").split()))]
    return "\n".join(lines) + "\n"


def _lower(words: str) -> str:
    return (words[:1].lower() + words[1:]).rstrip(".")


def _roff(text: str) -> str:
    """Words as roff wants them: no line of them begins a request."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return r"\&" + escaped if escaped[:1] in (".", "'") else escaped


if __name__ == "__main__":
    to = Path(sys.argv[1])
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(man(), encoding="utf-8")
