"""The TEI header: what the edition is, what its source was, who did what to it, by which rules.

What a cataloguer looks for is where the Guidelines (chapter 2) and *Best Practices for TEI in Libraries* (4.0.0, with
its table of MARC fields) have it. What is not known is left out, or said to be unknown where TEI wants an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from lxml import etree

from ecdosis.editor.meanings import MEANINGS
from ecdosis.editor.rows import Decision
from ecdosis.inputs.input import Original
from ecdosis.languages.names import language_name
from ecdosis.model.provenance import Provenance
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.table import responsible
from ecdosis.tei.correspondence import correspondence
from ecdosis.tei.declarations import encoding
from ecdosis.tei.facts import CREDITS, Facts, clean, element, machine_date, names
from ecdosis.tei.letters import calendars
from ecdosis.tei.names import XML, data, value
from ecdosis.tei.persons import Person, listed
from ecdosis.tei.work import work
from ecdosis.tei.write import certainty

LANG: Final = f"{{{XML}}}lang"
DIGITAL: Final = "a digital edition"
"""Tells this edition from the work, as the Guidelines recommend (2.2.1)."""
UNNAMED: Final = "[not identified]"
"""For a name that TEI asks for and nobody has told, in the brackets of a cataloguer."""
NO_TERMS: Final = "The terms of use are not known."
THEIRS: Final = "The terms of use of this edition are not known. The file that it was made from names its own: {}."
"""The same where the file comes under a licence, which need not be that of what was made of it."""
FREE: Final = ("CC", "PD", "PUBLIC DOMAIN", "NO RIGHTS RESERVED")
"""How licences begin under which a text is freely available."""
RESERVED: Final = "all rights reserved"
INFERRED: Final = "Nobody gave the {what}: what stands here was taken from {whence}."
UNTITLED: Final = "No title is known: nobody gave one, and none was recognised in the text."


def header(facts: Facts, digest: str, text: etree._Element, speaking: Sequence[Person] = ()) -> str:
    """The `teiHeader` of a `text` element; `digest`: the SHA-256 of its canonical form; `speaking`: who does in it."""
    facts = facts.cleaned
    known = facts.descriptor
    series = element("title", known.series, ' level="s"')
    parts = [
        '<teiHeader xml:lang="en"><fileDesc>',
        _title(facts, text),
        f"<editionStmt><edition>Edition of {_date(facts.date)}</edition></editionStmt>",
        f'<extent><measure unit="word" quantity="{facts.words}">{facts.words} words</measure></extent>',
        _publication(facts, digest),
        f"<seriesStmt>{series}</seriesStmt>" if series else "",
        _notes(facts),
        f"<sourceDesc>{work(facts)}\n{_source(facts)}</sourceDesc>",
        "</fileDesc>",
        encoding(known, facts.version, facts.tools, facts.characters, text, facts.word_lists),
        _profile(facts, text, speaking),
        f"{_revisions(facts)}</teiHeader>",
    ]
    return "\n".join(part for part in parts if part)


def _date(day: str) -> str:
    return f'<date when="{value(day)}">{data(day)}</date>'


def _title(facts: Facts, text: etree._Element) -> str:
    """The edition's title and who answers for it; for each stage, and for the editor if any decision was made."""
    known = facts.descriptor
    parts = [
        f'<title type="main">{data(clean(known.title))}</title>',  # empty: nobody tells it
        element("title", known.subtitle, ' type="sub"'),
        element("title", DIGITAL, ' type="desc"'),
        *(element("author", name) for name in names(known.author)),
        *(element("editor", name, ' role="editor"') for name in names(known.editor)),
        *(element("editor", name, ' role="translator"') for name in names(known.translator)),
    ]
    for stage, does in responsible().items():
        who = _editors(facts, text) if stage == "editor" else [f"Ecdosis {facts.version}"]
        if who:
            told = "".join(element("name", name) for name in who)
            parts.append(f'<respStmt xml:id="{stage}"><resp>{data(does)}</resp>{told}</respStmt>')
    return "<titleStmt>" + "\n".join(part for part in parts if part) + "</titleStmt>"


def _editors(facts: Facts, text: etree._Element) -> list[str]:
    """Who made the decisions; nobody if there are none."""
    if not facts.decisions and text.find(".//*[@resp='#editor']") is None:
        return []
    by = [_by(decision, facts.descriptor) for decision in facts.decisions]
    if not by or text.find(".//{*}div[@resp]") is not None:
        by = [facts.descriptor.editor or UNNAMED, *by]
    return list(dict.fromkeys(by))


def _by(decision: Decision, known: Descriptor) -> str:
    """Who made a decision."""
    return clean(decision.editor) or known.editor or UNNAMED


def _publication(facts: Facts, digest: str) -> str:
    known = facts.descriptor
    target = f' target="{value(known.licence_url)}"' if known.licence_url else ""
    terms = element("licence", known.licence, target) + element("p", known.rights)
    return (
        f"<publicationStmt>{element('authority', known.authority or UNNAMED)}"
        f'<idno type="ecdosis">{value(known.id)}</idno>'
        f'<idno type="text-sha256">{digest}</idno>'
        f'<availability status="{_status(known)}">{terms or element("p", _unknown(facts))}</availability>'
        f"{_date(facts.date)}</publicationStmt>"
    )


def _unknown(facts: Facts) -> str:
    """What is said of the terms of use where the editor says nothing."""
    licence = clean(facts.provenance.licence).rstrip(".")
    return THEIRS.format(licence) if licence else NO_TERMS


def _status(known: Descriptor) -> str:
    """Whether the text is freely available, if the terms say so in words that leave no doubt."""
    if known.licence.upper().startswith(FREE):
        return "free"
    return "restricted" if RESERVED in f"{known.licence} {known.rights}".lower() else "unknown"


def _notes(facts: Facts) -> str:
    """Summary, where the title comes from if nobody told it, and what a reader should know of the build."""
    known = facts.descriptor
    notes = [element("note", known.summary, ' type="summary"'), element("note", _inferred(facts), ' type="title"')]
    notes += [element("note", notice, ' type="notice"') for notice in facts.notices]
    return f"<notesStmt>{''.join(notes)}</notesStmt>" if any(notes) else ""


def _inferred(facts: Facts) -> str:
    """What of title, author and translator nobody gave, and from what it was inferred."""
    told = dict(facts.inferred)
    whence = groupby(sorted(told, key=lambda name: (told[name], list(told).index(name))), key=lambda name: told[name])
    said = [INFERRED.format(what=" and ".join(names), whence=source) for source, names in whence]
    return " ".join(said if facts.descriptor.title else [UNTITLED, *said])


def _source(facts: Facts) -> str:
    source = facts.source
    notes = {
        "charset": source.charset,
        "byte-order-mark": "yes" if source.bom else "no",
        "line-end": source.line_end,
        "decoding": source.evidence,
    }
    return (
        f'<bibl xml:id="source"><idno type="filename">{data(clean(facts.filename))}</idno>'
        f'<idno type="sha256">{source.sha256}</idno><extent><measure unit="byte" quantity="{source.size}"/>'
        f'<measure unit="codepoint" quantity="{len(source.text)}"/></extent>'
        + "".join(f'<note type="{name}">{data(clean(text))}</note>' for name, text in notes.items())
        + _provider(facts.provenance)
        + (_original(facts.original) if facts.original else "")
        + "</bibl>"
    )


def _provider(told: Provenance) -> str:
    """Where the file comes from, under which number and terms, and who made it, in the words of the file."""
    made = "".join(
        f"<respStmt>{element('resp', credit.what or CREDITS)}{element('name', credit.who)}</respStmt>"
        for credit in told.credits
    )
    return (
        "".join(element("note", origin, ' type="provenance" resp="#provenance"') for origin in told.origins)
        + element("idno", told.number, ' type="provider"')
        + element("note", told.licence, ' type="terms" resp="#provenance"')
        + made
    )


def _original(file: Original) -> str:
    """The file that the text was extracted from, and by what."""
    notes = {"media-type": file.media_type, "extractor": f"{file.extractor} ({file.package})"}
    return (
        f'<relatedItem type="extracted-from"><bibl><idno type="filename">{data(clean(file.filename))}</idno>'
        f'<idno type="sha256">{file.sha256}</idno><extent><measure unit="byte" quantity="{file.size}"/></extent>'
        + "".join(f'<note type="{name}">{data(clean(text))}</note>' for name, text in notes.items())
        + "</bibl></relatedItem>"
    )


def _profile(facts: Facts, text: etree._Element, speaking: Sequence[Person]) -> str:
    """When the work was written, its language (with a certainty if it was inferred) and those of words in it, who
    speaks in it, its letters, its subjects."""
    known = facts.descriptor
    written = element("date", known.written, machine_date(known.written))
    sure = "" if known.language or facts.language == "und" else f' cert="{certainty(facts.sure)}"'
    spoken = {str(element.get(LANG)) for element in text.iterdescendants("*") if element.get(LANG)}
    further = "".join(
        f'<language ident="{value(code)}">{data(language_name(code))}</language>'
        for code in sorted(spoken - {facts.language})
    )
    terms = "".join(element("term", term) for term in names(known.keywords))
    return (
        "<profileDesc>"
        + (f"<creation>{written}</creation>" if written else "")
        + f'<langUsage><language ident="{value(facts.language)}"{sure}>{data(language_name(facts.language))}</language>'
        + f"{further}</langUsage>"
        + calendars(text)
        + listed(speaking)
        + correspondence(text, known.addresses)
        + (f"<textClass><keywords>{terms}</keywords></textClass>" if terms else "")
        + "</profileDesc>"
    )


def _revisions(facts: Facts) -> str:
    """What was done to this edition, the latest first: a day's decisions of one editor are one entry. The days are
    those that decisions and descriptor name; what has none comes last, the work of the program at the very end."""
    known = facts.descriptor
    done = [(decision.date, _by(decision, known), decision) for decision in facts.decisions]
    entries = [
        (day, _change(day, f"{who}: {_enumerated([decision for *_, decision in same])}.", ' who="#editor"'))
        for (day, who), same in groupby(sorted(done, key=lambda one: one[:2]), key=lambda one: one[:2])
    ]
    if known.edited:
        who = f"{known.editor}: last" if known.editor else "Last"
        entries.append((known.edited, _change(known.edited, f"{who} work of the editor on it.")))
    entries.sort(key=lambda entry: entry[0], reverse=True)
    made = f"<change>Ecdosis {data(facts.version)}: repaired and encoded.</change>"
    return "<revisionDesc>" + "\n".join([*(change for _, change in entries), made]) + "</revisionDesc>"


def _change(day: str, said: str, who: str = "") -> str:
    return element("change", said, machine_date(day) + who)


def _enumerated(decisions: Sequence[Decision]) -> str:
    """Decisions by sort, in the order in which these are explained: `3 decisions (1 keep, 2 read)`."""
    counted = Counter(decision.decision for decision in decisions)
    sorts = ", ".join(f"{counted[sort]} {sort}" for sort in MEANINGS if counted[sort])
    return f"{counted.total()} decision{'s' if counted.total() > 1 else ''} ({sorts})"
