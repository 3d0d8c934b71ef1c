"""One edition from its source to its products, and many side by side.

The order of the work is written down here, once: decode, REPAIRS, blocks, TEI, products.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecdosis import RELEASED, VERSION
from ecdosis.editor.decisions import Decision, Located, locate
from ecdosis.editor.overrule import divided, overrule, plain, unanswered
from ecdosis.editor.overrule import foreign as decided_foreign
from ecdosis.editor.overrule import references as decided_references
from ecdosis.errors import EcdosisError, MissingInputError, ToolError, UnusableInputError, UsageError, fault
from ecdosis.formats.design import Design
from ecdosis.languages.dates import dated
from ecdosis.model.pieces import Query
from ecdosis.model.text import Answer, Text
from ecdosis.project import manifest
from ecdosis.project.descriptor import Descriptor
from ecdosis.project.editions import Edition
from ecdosis.shelf.card import Card
from ecdosis.stages.spelling import still_asked
from ecdosis.steps import ALLOWANCE, Limits
from ecdosis.storage.files import check_text, read_source
from ecdosis.storage.scratch import for_good
from ecdosis.storage.writing import Inputs, Permit, check_inputs, tidy, write
from ecdosis.tools.leash import with_parent
from ecdosis.tools.packages import WITNESSES, version_of

if TYPE_CHECKING:
    from ecdosis.formats.pdf.glyphs import Missing
    from ecdosis.model.document import Document


@dataclass(frozen=True, slots=True)
class Options:
    """How to build, beside what is to be built. `languagetool`: ask LanguageTool about all texts; `design`: how the
    products look; `debug`: an error that nobody foresaw is raised; `overwrite`: so are files that are not ours."""

    strict: bool = False
    force: bool = False
    jobs: int = 0
    languagetool: bool = False
    design: Design = Design()
    debug: bool = False
    overwrite: bool = False


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


LONGEST_ROOM: Final = 84
"""Bytes of the path of a folder in which a socket can be made: with its own name, `/listener-` and eight letters, it
may have 103 on macOS (sys/un.h), 107 on Linux. In a longer one none is, and Python finds itself another."""
NOTHING_KNOWN: Final = Descriptor(id="text")
"""The descriptor of a text of which nothing is known."""
Repair = Callable[[Text, str], tuple[Text, tuple[Query, ...]]]
"""A repair: a text and its language (ISO 639-1 or "und") -> the next text, and what the editor is asked."""


def repairs(
    known: Descriptor, languagetool: bool = False, decisions: Sequence[Located] = ()
) -> tuple[tuple[str, Repair], ...]:
    """The repairs by name, in their order, with the policies of an edition. `languagetool`: it is asked as well;
    `decisions`: the editor says what some blocks are."""
    from ecdosis.stages import encoding, furniture, lines, notes, typography
    from ecdosis.stages import spelling as proof

    further = []
    if languagetool:
        from ecdosis.stages.spelling.languagetool import proposals

        further = [proposals]
    policies = typography.Policies(known.quotation_marks, known.dashes, known.ellipses, known.spacing)

    return (
        ("encoding", encoding.repair),
        ("furniture", furniture.repair),
        ("notes", notes.repair),
        ("lines", lines.repair),
        ("typography", partial(typography.repair, policies=policies)),
        ("spelling", partial(proof.repair, further=further, division=partial(divided, decisions=decisions))),
    )


def repair(
    text: Text,
    language: str,
    known: Descriptor = NOTHING_KNOWN,
    decisions: Sequence[Located] = (),
    without: str = "",
    languagetool: bool = False,
    limits: Limits | None = None,
) -> tuple[Text, tuple[Query, ...]]:
    """A decoded text with all repairs done, the editor's decisions after the stage that each overrules, and the
    queries that are left. `without`: a stage that is left out; `limits`: how much each may do, which is told there of
    one that had to be given up. Raises ToolError if LanguageTool is asked and fails."""
    limits = limits or Limits()
    queries: list[Query] = []
    for name, stage in repairs(known, languagetool, decisions):
        if name == without:
            continue
        text, asked = limits.within(name, len(text.source), partial(stage, text, language), partial(_as_it_is, text))
        queries.extend(asked)
        if decisions:
            text = overrule(name, text, decisions, queries)
    return text, still_asked(queries, text) if decisions else tuple(queries)


def _as_it_is(text: Text) -> Answer:
    return text, ()


def to_tei(
    data: bytes,
    known: Descriptor,
    path: Path,
    notices: tuple[str, ...] = (),
    decisions: Sequence[Decision] = (),
    languagetool: bool = False,
    allowance: Mapping[str, int] = ALLOWANCE,
) -> bytes:
    """The TEI file of a source that was read from `path` (which is only named in it, without its folder, and in
    errors). `allowance`: the steps of work that each stage may take for a code point; past them it is given up, and
    the header says so. Raises UnusableInputError if it is no text, UsageError if the descriptor's character set does
    not fit, ToolError if LanguageTool is asked and fails."""
    from ecdosis.languages.detect import infer
    from ecdosis.model.source import decode, opened
    from ecdosis.tei.body import encode
    from ecdosis.tei.facts import Facts
    from ecdosis.tei.file import write as written

    source = decode(data, charset=known.charset or None, language=known.language or None)
    check_text(source.text, path)
    language, sure = (known.language, 1.0) if known.language else infer(source.text)
    located = locate(decisions, source.text, f"{known.id}.decisions.tsv")
    limits = Limits(allowance)
    text, queries = repair(opened(source), language, known, located, languagetool=languagetool, limits=limits)
    document = marked(text, queries, language, located, limits)
    encoded = encode(document, source.line_end)
    facts = Facts(
        descriptor=known,
        source=source,
        filename=path.name,
        language=language,
        words=len(text.reading.split()),
        version=VERSION,
        date=edition_date(known, decisions),
        characters=encoded.characters,
        sure=sure,
        front=tuple((b.type, text.reading[b.start : b.end]) for b in document.blocks if b.front),
        notices=(*notices, *limits.notices),
        decisions=tuple(decisions),
        tools=tools(languagetool),
    )
    return written(encoded, facts)


def marked(text: Text, queries: Sequence[Query], language: str, located: Sequence[Located], limits: Limits) -> Document:
    """The document that a repaired text is: its blocks, the references and the words of other languages in them, and
    what is left to ask. `limits`: as for `repair`."""
    from ecdosis.model.document import Document
    from ecdosis.stages.blocks.division import still_open
    from ecdosis.stages.foreign import foreign
    from ecdosis.stages.references import references, together

    length = len(text.source)
    into_blocks = partial(divided, text, located)
    division = limits.within("blocks", length, into_blocks, partial(into_blocks, recognised=False))
    given = decided_references(text, division.blocks, located, language)
    find = partial(references, text, division.blocks, language, division.marks, plain(text, located), given)
    nothing = division.blocks, tuple(together(given, division.marks))
    blocks, marks = limits.within("references", length, find, lambda: nothing)
    kept = [(one.start, one.end) for one in located if one.decision.decision == "keep"]
    words = partial(foreign, text, blocks, marks, kept=kept, given=decided_foreign(text, blocks, located))
    marks += limits.within("foreign", length, partial(words, language), partial(words, "und"))
    return Document(text, blocks, unanswered((*still_open(queries, division, text), *division.queries), located), marks)


def tools(languagetool: bool = False) -> tuple[tuple[str, str], ...]:
    """Names and versions of what has a part in the readings of a build, beside this program."""
    found = [(package, version) for package in WITNESSES if (version := version_of(package))]
    if languagetool and not os.environ.get(
        "ECDOSIS_LANGUAGETOOL"
    ):  # nobody knows the version of a server of the user's
        from ecdosis.stages.spelling.languagetool import version as of_languagetool

        found.append(("LanguageTool", of_languagetool()))
    return tuple(found)


def edition_date(known: Descriptor, decisions: Iterable[Decision] = ()) -> str:
    """The date of an edition: the editor's last work, or the release's, if that is later."""
    return dated(max(RELEASED, known.edited, *(decision.date for decision in decisions)))


def build_edition(edition: Edition, options: Options) -> Outcome:
    """Build one edition if anything it depends on has changed. Raises EcdosisError."""
    started = time.perf_counter()
    if edition.problem:
        raise edition.problem
    if edition.text is None:
        raise MissingInputError(
            f"{edition.descriptor.source}: the text is missing. Put it into seeds/, or name its folder."
        )
    data = read_source(edition.text)
    mark, notices = _state(edition, hashlib.sha256(data).hexdigest(), options)
    if notices and options.strict:
        raise UnusableInputError(f"{edition.text}: {notices[0]} Get the right file, or correct the descriptor.")
    kept = None if options.force else manifest.current(edition.tei, edition.products, mark)
    if kept and not (options.strict and kept.card.notices):  # whether they are errors is found out anew
        return _kept(edition, kept, notices, time.perf_counter() - started)
    make = partial(to_tei, data, edition.descriptor, edition.text, decisions=edition.decisions)
    tei, failed = _asked(make, notices, edition.descriptor.languagetool, options)
    notices = (*notices, *failed)
    made, notes, told = _products(edition, tei, options)
    if notes:  # what was missing belongs into the header, from which all products are made
        tei = make(notices=(*notices, *notes), languagetool=_wants(edition.descriptor, options) and not failed)
        made, notes, told = _products(edition, tei, options)
    _check_restored(tei, data, edition)
    mark = "" if failed else mark  # what failed is tried again
    permit = Permit(Inputs.of(edition.inputs), options.overwrite)
    gone = [path for path in edition.files if path not in made]
    write(made, manifest.place(edition.tei), manifest.told(mark, told), permit, gone)
    said = tuple(dict.fromkeys((*notices, *notes, *told.notices)))
    return Outcome(edition.id, "built", time.perf_counter() - started, notices=said, counts=told.counts)


def _kept(edition: Edition, kept: manifest.Manifest, notices: tuple[str, ...], seconds: float = 0.0) -> Outcome:
    """The outcome of an edition that is as it should be; what a person should know of it is said again."""
    said = tuple(dict.fromkeys((*notices, *kept.card.notices)))
    return Outcome(edition.id, "unchanged", seconds, notices=said, counts=kept.card.counts)


def _wants(known: Descriptor, options: Options) -> bool:
    """Whether LanguageTool is to be asked about an edition."""
    return options.languagetool or known.languagetool != "no"


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


def _state(edition: Edition, sha256: str, options: Options) -> tuple[str, tuple[str, ...]]:
    """The fingerprint of an edition whose text has this hash, and what a person should know of it."""
    notices: tuple[str, ...] = ()
    if edition.text and edition.descriptor.sha256 not in ("", sha256):
        notices = (f"{edition.text.name} is not the file that the descriptor describes (its SHA-256 is {sha256}).",)
    known = edition.descriptor, edition.decisions
    mark = manifest.fingerprint(sha256, *known, edition_date(*known), _wants(known[0], options), options.design)
    return mark, notices


def _check_restored(tei: bytes, data: bytes, edition: Edition) -> None:
    """The promise of the project, kept for every file before it is written. Raises EcdosisError if it is broken."""
    from ecdosis.tei.names import parse
    from ecdosis.tei.restore import restore

    if restore(parse(tei)) != data:
        raise EcdosisError(
            f"{edition.text}: the TEI would not give back the source, so nothing was written. This is a fault of the "
            "program: please report it, with the text."
        )


def _products(edition: Edition, tei: bytes, options: Options) -> tuple[dict[Path, bytes], tuple[str, ...], Card]:
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


def _without_font(edition: Edition, missing: Sequence[Missing]) -> list[str]:
    """What is said of characters that no font has. It stands in no product but the PDF, which alone lacks them."""
    from ecdosis.formats.pdf import glyphs

    return glyphs.told(missing, f", or say what is to be read: ecdosis decide {edition.id} read WORDS READING.")


def build(editions: Sequence[Edition], options: Options) -> Iterator[Outcome]:
    """Build editions side by side; each outcome as it comes. One that fails does not stop the others."""
    present = [edition for edition in editions if edition.text is not None or edition.problem]
    for edition in editions:
        if edition.text is None and edition.problem is None:
            yield Outcome(edition.id, "missing", message=edition.descriptor.source)
    tidy(*{path.parent for edition in present for path in edition.files})
    inputs = Permit(Inputs.of(path for edition in editions for path in edition.inputs))
    stale = []
    for edition in present:
        if done := _unchanged(edition, options) or _in_the_way(edition, inputs):
            yield done
        else:
            stale.append(edition)
    jobs = min(options.jobs or os.cpu_count() or 1, len(stale))
    if jobs < 2:
        yield from (_outcome(edition, options) for edition in stale)
    else:
        yield from _side_by_side(stale, options, jobs)


def _unchanged(edition: Edition, options: Options) -> Outcome | None:
    """The outcome of an edition for which there is nothing to do, so that no worker is started for it."""
    if options.force or options.strict or edition.text is None or edition.problem:
        return None
    try:
        mark, notices = _state(edition, hashlib.sha256(read_source(edition.text)).hexdigest(), options)
    except EcdosisError:
        return None
    kept = manifest.current(edition.tei, edition.products, mark)
    return _kept(edition, kept, notices) if kept else None


def _in_the_way(edition: Edition, inputs: Permit) -> Outcome | None:
    """The outcome of an edition whose products would lie where an input of any edition does."""
    try:
        check_inputs(edition.files if edition.problem is None else (), inputs)
    except UsageError as error:
        return Outcome(edition.id, "failed", status=error.status, message=str(error))
    return None


def _side_by_side(editions: Sequence[Edition], options: Options, jobs: int) -> Iterator[Outcome]:
    """Build in worker processes. If one dies (out of memory, say), what it took with it is tried again alone."""
    largest_first = sorted(editions, key=lambda e: -_size(e))
    lost: list[Edition] = []
    with workers(jobs) as pool:
        futures: dict[Future[Outcome], Edition] = {pool.submit(_outcome, e, options): e for e in largest_first}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                lost.append(futures[future])
    for edition in lost:
        with workers(1) as pool:
            try:
                yield pool.submit(_outcome, edition, options).result()
            except BrokenProcessPool:
                message = f"{edition.text}: the program died while it worked on this text, perhaps for want of memory."
                yield Outcome(edition.id, "failed", status=UnusableInputError.status, message=message)


def _size(edition: Edition) -> int:
    """The size of a text (bytes); 0 if that is not known."""
    try:
        return edition.text.stat().st_size if edition.text else 0
    except OSError:
        return 0


def workers(jobs: int) -> ProcessPoolExecutor:
    """Worker processes, started from a clean one: a fork of a process that has threads (Typst's) may never wake.
    Their sockets would lie in a folder that stays if this process is killed (`multiprocessing.util.get_temp_dir`, which
    takes another from nowhere else)."""
    if len(os.fsencode(room := for_good())) <= LONGEST_ROOM:
        multiprocessing.current_process()._config["tempdir"] = str(room)  # type: ignore[attr-defined]
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=with_parent)


def _outcome(edition: Edition, options: Options) -> Outcome:
    """Build one edition; an error becomes its outcome."""
    try:
        return build_edition(edition, options)
    except EcdosisError as error:
        return Outcome(edition.id, "failed", status=error.status, message=str(error))
    except (MemoryError, RecursionError) as error:
        message = f"{edition.text}: too much for this machine ({type(error).__name__}). Split the text into volumes."
        return Outcome(edition.id, "failed", status=UnusableInputError.status, message=message)
    except Exception as error:  # one that nobody foresaw must not stop the other editions
        if options.debug:
            raise
        return Outcome(edition.id, "failed", status=EcdosisError.status, message=f"{edition.text}: {fault(error)}")
