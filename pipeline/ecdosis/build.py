"""One edition from its source to its products: decode, the stages (`stages.run`), TEI, books, all in their place."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ecdosis import RELEASED, VERSION, plugins
from ecdosis.editor.annotate import signs_beside
from ecdosis.editor.decisions import Decisions
from ecdosis.editor.in_book import in_source, of_book
from ecdosis.editor.rows import Decision
from ecdosis.editor.wordlists import NO_LISTS, WordLists
from ecdosis.errors import EcdosisError, MissingInputError, ToolError, UnusableInputError
from ecdosis.formats.design import Design
from ecdosis.garbage import seldom_collected
from ecdosis.inputs.stream import Stream, read, stream
from ecdosis.languages.dates import dated
from ecdosis.project import manifest
from ecdosis.project.another_copy import moved_edition, written
from ecdosis.project.descriptor import Descriptor
from ecdosis.project.editions import EditionFiles
from ecdosis.project.own_words import OwnWords
from ecdosis.shelf.card import Card
from ecdosis.stages.stage import Context
from ecdosis.stages.table import values
from ecdosis.steps import Limits
from ecdosis.storage.files import check_text
from ecdosis.storage.writing import Inputs, Permit, write
from ecdosis.tools.packages import EVIDENCE, version_of

if TYPE_CHECKING:
    from ecdosis.formats.pdf.glyphs import Missing


@dataclass(frozen=True, slots=True)
class Options:
    """How to build, beside what is to be built. `languagetool`: ask LanguageTool about all texts; `design`: how the
    products look; `debug`: an error that nobody foresaw is raised; `overwrite`: files that are not ours are written
    over; `move_decisions`: decisions about a former copy of a text are written anew for that which is there."""

    strict: bool = False
    force: bool = False
    jobs: int = 0
    languagetool: bool = False
    design: Design = Design()
    debug: bool = False
    overwrite: bool = False
    move_decisions: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one edition: `built`, `unchanged`, `missing` (its text) or `failed` (`status`, `message`)."""

    id: str
    state: str
    seconds: float = 0.0
    status: int = 0
    message: str = ""
    notices: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


IDLE: Final = (
    "Row {} of the decisions reads “{}” as it is read without it: it has no effect.",
    "Row {} of the decisions keeps “{}”, where nothing was changed, left out or doubtful: it has no effect.",
)
"""What is said of a decision that changes nothing: of a reading, and of words that are kept."""


UNSIGNED: Final = (
    'Nobody is named whose words these are: {}. Write editor = "Your Name" into {}.toml, or under [defaults] in '
    "ecdosis.toml."
)
"""What is said of notes and words of an editor's whom nobody names."""


def to_tei(
    data: bytes,
    known: Descriptor,
    path: Path,
    notices: tuple[str, ...] = (),
    decisions: Sequence[Decision] = (),
    languagetool: bool = False,
    allowance: Mapping[str, int] = MappingProxyType({}),
    words: WordLists = NO_LISTS,
    own: Sequence[OwnWords] = (),
) -> bytes:
    """The TEI file of a source that was read from `path` (which is only named in it, without its folder, and in
    errors): see `of_stream`."""
    return of_stream(Stream(data, path.name), known, path, notices, decisions, languagetool, allowance, words, own)


@seldom_collected()
def of_stream(
    text: Stream,
    known: Descriptor,
    path: Path,
    notices: tuple[str, ...] = (),
    decisions: Sequence[Decision] = (),
    languagetool: bool = False,
    allowance: Mapping[str, int] = MappingProxyType({}),
    words: WordLists = NO_LISTS,
    own: Sequence[OwnWords] = (),
) -> bytes:
    """The TEI file of a text that was read from `path`, which is named in errors. `allowance`: for some stages, other
    steps of work than they are allowed for a code point; past them a stage is given up, and the header says so. `own`:
    the editor's words before it. Raises UnusableInputError if it is no text, UsageError if the descriptor's character
    set does not fit or the editor's words have what books do not show, ToolError if LanguageTool is asked and fails."""
    from ecdosis.diagnosis import Subject, diagnose, marks
    from ecdosis.health import BAD, health
    from ecdosis.model.provenance import Provenance
    from ecdosis.model.source import opened
    from ecdosis.project.completed import completed
    from ecdosis.stages.damage import raw
    from ecdosis.stages.run import done, run
    from ecdosis.tei.body import encode
    from ecdosis.tei.facts import Facts
    from ecdosis.tei.file import write as written
    from ecdosis.tei.own import encode as own_encode
    from ecdosis.tei.titlepage import read as title_page
    from ecdosis.tei.titlepage import year_of

    known = text.described(known)
    source = text.decoded(known)
    check_text(source.text, path)
    table = f"{known.id}.decisions.tsv"
    strange = of_book(decisions, source.text)
    said = Decisions.of([one for one in decisions if one not in strange], source.text, table)
    policies = dict(known.policies) | ({"languagetool": "yes"} if languagetool else {})
    limits = Limits(allowance)
    if lost := marks.chosen(said.of_text(source.text)):
        policies = {marks.POLICY: lost} | policies
    stated = values(policies)
    start = opened(source)
    language, sure = spoken(start.reading, known)
    subject = Subject(raw(start), language, source.charset, stated, known.stands_for)
    limits.notices.extend(f"{BAD if finding.grave else ''}{finding.told}" for finding in diagnose(subject))
    context = Context(language, stated, said, known.stands_for, path.name, words)
    if strange:
        decisions = in_source(decisions, strange, run(start, context, Limits(allowance)).text, table)
        said = Decisions.of(decisions, source.text, table)
        context = replace(context, decisions=said)
    document, unused = done(start, context, limits)
    idle = said.wholly(unused)
    limits.notices.extend(IDLE[one.decision == "keep"].format(one.row, one.text) for one in idle)
    bad = (f"{BAD}{told}" for told in health(document, language, words).complaints())
    limits.notices.extend((*document.notices, *bad))
    rows = {one.decision.row for one in said.located} - {one.row for one in idle}
    signs = signs_beside(document.text)
    front_words = own_encode(own, language, signs)
    encoded = encode(document, source.line_end, signs)
    limits.notices.extend(_unsigned(known, own, decisions))
    page = title_page(document.blocks, document.text.reading)
    described, inferred = completed(known, document.provenance, page)
    edited = Provenance(editor="; ".join(fact.value for fact in page.editors))
    front = tuple((b.type, document.text.reading[b.start : b.end]) for b in document.blocks if b.front)
    facts = Facts(
        descriptor=described,
        inferred=inferred,
        provenance=document.provenance | edited,
        source=source,
        filename=text.filename,
        language=language,
        words=len(document.text.reading.split()),
        version=VERSION,
        date=edition_date(known, decisions),
        characters=encoded.characters,
        sure=sure,
        front=front,
        notices=(*notices, *limits.notices),
        decisions=tuple(decision for decision in decisions if decision.row in rows),
        tools=tools(languagetool),
        original=text.original,
        word_lists=words.lists,
        year=year_of(page.date),
    )
    return written(encoded, facts, front_words)


def _unsigned(known: Descriptor, own: Sequence[OwnWords], decisions: Sequence[Decision]) -> list[str]:
    """What is said if nobody is named whose the notes and words before the text are."""
    files = [one.name for one in own]
    files += [f"{known.id}.decisions.tsv" for one in decisions if one.decision == "annotate" and not one.editor][:1]
    return [UNSIGNED.format(" and ".join(files), known.id)] if files and not known.editor else []


def spoken(text: str, known: Descriptor) -> tuple[str, float]:
    """The language of a text (BCP 47), and how sure it is: as the descriptor says, or the file itself, or else its
    words, without those of its provider."""
    from ecdosis.languages.detect import infer
    from ecdosis.profiles.rules import ProfileRule
    from ecdosis.profiles.table import provenance

    if known.language:
        return known.language, 1.0
    told, passages = provenance(text)
    begins, ends = [0, *(passage.end for passage in passages)], [*(passage.start for passage in passages), len(text)]
    inferred, sure = infer("".join(text[begin:end] for begin, end in zip(begins, ends, strict=True)))
    return (inferred, sure) if not told.language or told.language == inferred else (told.language, ProfileRule.SAYS)


def tools(languagetool: bool = False) -> tuple[tuple[str, str], ...]:
    """Names and versions of what has a part in the readings of a build, beside this program."""
    found = [(package, version) for package in EVIDENCE if (version := version_of(package))]
    found += plugins.versions()
    if languagetool and not os.environ.get(
        "ECDOSIS_LANGUAGETOOL"
    ):  # nobody knows the version of a server of the user's
        from ecdosis.tools.languagetool import version as of_languagetool

        found.append(("LanguageTool", of_languagetool()))
    return tuple(found)


def edition_date(known: Descriptor, decisions: Iterable[Decision] = ()) -> str:
    """The date of an edition: the editor's last work, or the release's, if that is later."""
    return dated(max(RELEASED, known.edited, *(decision.date for decision in decisions)))


def build_edition(edition: EditionFiles, options: Options) -> Outcome:
    """Build one edition if anything it depends on has changed. Raises EcdosisError."""
    started = time.perf_counter()
    if edition.problem:
        raise edition.problem
    if edition.text is None:
        raise MissingInputError(
            f"{edition.descriptor.source}: the text is missing. Put it into seeds/, or name its folder."
        )
    path = edition.text
    data = read(path)
    mark, notices = state(edition, hashlib.sha256(data).hexdigest(), options)
    if notices and options.strict:
        raise UnusableInputError(f"{edition.text}: {notices[0]} Get the right file, or correct the descriptor.")
    kept = None if options.force else manifest.current(edition.tei, edition.products, mark)
    if kept and not (options.strict and kept.card.notices):  # whether they are errors is found out anew
        return kept_outcome(edition, kept, notices, time.perf_counter() - started)
    text = stream(edition.text, data)
    moving = moved_edition(edition, text, may_move=options.move_decisions)
    if moving:
        edition = moving.edition
        mark, notices = state(edition, hashlib.sha256(data).hexdigest(), options)
    known, rows = edition.descriptor, edition.decisions
    make = partial(of_stream, text, known, path, decisions=rows, words=edition.words, own=edition.own)
    tei, failed = _asked(make, notices, _policy(edition.descriptor), options)
    notices = (*notices, *failed)
    made, notes, told = _products(edition, tei, options)
    if notes:  # what was missing belongs into the header, from which all products are made
        tei = make(notices=(*notices, *notes), languagetool=_wants(edition.descriptor, options) and not failed)
        made, notes, told = _products(edition, tei, options)
    _check_restored(tei, text.data, edition)
    mark = "" if failed else mark  # what failed is tried again
    permit = Permit(Inputs.of(edition.inputs), options.overwrite)
    gone = [path for path in edition.files if path not in made]
    with written(moving) as moved:  # before the TEI, which alone has the copy that the decisions were made for
        write(made, manifest.place(edition.tei), manifest.told(mark, told), permit, gone)
    said = tuple(dict.fromkeys((*edition.notices, *moved, *notices, *notes, *told.notices)))
    return Outcome(edition.id, "built", time.perf_counter() - started, notices=said, counts=told.counts)


def kept_outcome(
    edition: EditionFiles, kept: manifest.Manifest, notices: tuple[str, ...], seconds: float = 0.0
) -> Outcome:
    """The outcome of an edition that is as it should be; what a person should know of it is said again."""
    said = tuple(dict.fromkeys((*edition.notices, *notices, *kept.card.notices)))
    return Outcome(edition.id, "unchanged", seconds, notices=said, counts=kept.card.counts)


def _policy(known: Descriptor) -> str:
    """Whether an edition wants LanguageTool asked: `no`, `yes` or `required`."""
    return values(dict(known.policies))["languagetool"]


def _wants(known: Descriptor, options: Options) -> bool:
    """Whether LanguageTool is to be asked about an edition."""
    return options.languagetool or _policy(known) != "no"


def _asked(
    make: Callable[..., bytes], notices: tuple[str, ...], wanted: str, options: Options
) -> tuple[bytes, tuple[str, ...]]:
    """The TEI file, and what a person should know if LanguageTool was to be asked and could not be. Raises ToolError if
    the descriptor requires it."""
    if not options.languagetool and wanted == "no":
        return make(notices=notices), ()
    try:
        return make(notices=notices, languagetool=True), ()
    except ToolError as error:
        if wanted == "required":
            raise
        said = f"{error} Its proposals are missing here."
        return make(notices=(*notices, said)), (said,)


def state(edition: EditionFiles, sha256: str, options: Options) -> tuple[str, tuple[str, ...]]:
    """The fingerprint of an edition whose text has this hash, and what a person should know of it."""
    notices: tuple[str, ...] = ()
    if edition.text and edition.descriptor.sha256 not in ("", sha256):
        notices = (f"{edition.text.name} is not the file that the descriptor describes (its SHA-256 is {sha256}).",)
    known = edition.descriptor, edition.decisions
    made_of = *known, edition.words, edition.own
    mark = manifest.fingerprint(sha256, *made_of, edition_date(*known), _wants(known[0], options), options.design)
    return mark, notices


def _check_restored(tei: bytes, data: bytes, edition: EditionFiles) -> None:
    """The promise of the project, kept for every file before it is written. Raises EcdosisError if it is broken."""
    from ecdosis.tei.names import parse
    from ecdosis.tei.restore import restore

    if restore(parse(tei)) != data:
        raise EcdosisError(
            f"{edition.text}: the TEI would not give back the source, so nothing was written. This is a fault of the "
            "program: please report it, with the text."
        )


def _products(edition: EditionFiles, tei: bytes, options: Options) -> tuple[dict[Path, bytes], tuple[str, ...], Card]:
    """All files of an edition from its TEI alone, what a person should know of them that belongs into the TEI, and what
    the shelf shows. Raises UnusableInputError if no font has a letter of it and `options` are strict."""
    from ecdosis.formats import publish
    from ecdosis.shelf.card import card
    from ecdosis.tei.names import parse

    root = parse(tei)
    products = publish(root, options.design, tei, edition.beside)
    without = _without_font(edition, products.missing)
    if without and options.strict:
        raise UnusableInputError(f"{edition.text}: {without[0]}")
    files = {edition.tei: tei} | {edition.products[name]: content for name, content in products.files.items()}
    told = card(root, products.book, products.files.get("pdf", b""))
    return files, products.notes, replace(told, notices=(*told.notices, *without))


def _without_font(edition: EditionFiles, missing: Sequence[Missing]) -> list[str]:
    """What is said of characters that no font has. It stands in no product but the PDF, which alone lacks them."""
    from ecdosis.formats.pdf import glyphs

    return glyphs.told(missing, f", or say what is to be read: ecdosis decide {edition.id} read WORDS READING.")
