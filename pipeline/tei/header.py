"""The TEI header: what the edition is, what its source was, who did what to it, by which rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.descriptor import POLICIES, Descriptor
from pipeline.kinds import KINDS, STAGES
from pipeline.source import Source
from pipeline.tei.write import character_id, data, value

LANGUAGES: Final[Mapping[str, str]] = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "la": "Latin", "nl": "Dutch",
    "no": "Norwegian", "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese", "und": "undetermined",
}  # fmt: skip
"""English names of the languages (ISO 639) that the inference knows; others are named by their code."""

CORRECTION: Final = (
    "Damaged characters and slips of spelling, grammar and punctuation are mended where it is certain what was "
    "meant. Each correction stands in a choice of sic "
    "and corr, with the stage that made it, its certainty and its rule; what is not certain is left as it was, "
    "marked with sic, and asked of the editor in standOff."
)
NORMALIZATION: Final = (
    "Ligatures, decomposed letters, soft hyphens, invisible characters and stray blanks are regularised in a "
    "choice of orig and reg. Spelling and punctuation are otherwise those of the source, but for typography: quotation "
    "marks and apostrophes {quotation_marks}, dashes {dashes}, ellipses {ellipses}, blanks {spacing}."
)
HYPHENATION: Final = (
    "A hyphen that only divided a word at a line end is kept in orig and read as nothing; one that belongs to the"
    " word is kept; an undecided one is marked and kept."
)
SEGMENTATION: Final = (
    "Each line of the source is one line of this file: a line end is LF and lb, inside a word lb alone. "
    "Paragraphs were found by the layout of the source; headings, quotations, verse, lists, captions and what "
    "stands before the text by several signs each, which standOff names."
)
INTERPRETATION: Final = (
    "What stands in the source but is not running text (running heads, page numbers, navigation, widgets) is kept"
    " where it stands, in fw or surplus; notes are kept where they stand, linked with their markers. The type and "
    "subtype of a note say whose it is, where its own words do; its resp names the stage that recognised it. From "
    "this file alone the source can be restored byte by byte."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the header tells beside the descriptor: the work of one build. `title` is that which the text has itself."""

    descriptor: Descriptor
    source: Source
    filename: str
    language: str
    words: int
    version: str
    date: str
    characters: tuple[str, ...]
    title: str = ""
    notices: tuple[str, ...] = ()


def header(facts: Facts, digest: str) -> str:
    """The `teiHeader`; `digest` is the SHA-256 of the canonical `text` element."""
    code = facts.language
    language = f'<language ident="{value(code)}">{data(LANGUAGES.get(code, code))}</language>'
    parts = [
        "<teiHeader><fileDesc>",
        _title(facts),
        f'<extent><measure unit="word" quantity="{facts.words}"/></extent>',
        _publication(facts, digest),
        _notes(facts),
        f"<sourceDesc>{_work(facts.descriptor)}\n{_source(facts)}</sourceDesc>",
        "</fileDesc>",
        _encoding(facts),
        f"<profileDesc><langUsage>{language}</langUsage></profileDesc></teiHeader>",
    ]
    return "\n".join(part for part in parts if part)


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{data(_clean(text))}</{name}>" if text else ""


def _clean(text: str) -> str:
    """A fact on one line, without what XML cannot hold."""
    return re.sub(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+", " ", text).strip()


def _title(facts: Facts) -> str:
    known = facts.descriptor
    parts = [_element("title", known.title or facts.title or facts.filename, ' type="main"')]
    parts += [_element("title", known.subtitle, ' type="sub"'), _element("author", known.author)]
    parts += [_element("editor", known.editor)]
    parts += [
        f'<respStmt xml:id="{stage}"><resp>{data(does)}</resp><name>{data(_clean(who))}</name></respStmt>'
        for stage, does in STAGES.items()
        for who in [(known.editor or "The editor") if stage == "editor" else f"Ecdosis {facts.version}"]
    ]
    return "<titleStmt>" + "\n".join(part for part in parts if part) + "</titleStmt>"


def _publication(facts: Facts, digest: str) -> str:
    known = facts.descriptor
    if known.licence:
        status = "free" if known.licence.upper().startswith(("CC", "PD", "PUBLIC")) else "restricted"
        target = f' target="{value(known.licence_url)}"' if known.licence_url else ""
        terms = f"<licence{target}>{data(_clean(known.licence))}</licence>"
    else:
        status, terms = "unknown", "<p>The terms of use are not known.</p>"
    terms += _element("p", known.rights)
    return (
        f'<publicationStmt><authority>Ecdosis</authority><idno type="ecdosis">{value(known.id)}</idno>'
        f'<idno type="text-sha256">{digest}</idno><availability status="{status}">{terms}</availability>'
        f'<date when="{value(facts.date)}">{data(facts.date)}</date></publicationStmt>'
    )


def _notes(facts: Facts) -> str:
    notes = [_element("note", facts.descriptor.summary, ' type="summary"')]
    notes += [_element("note", notice, ' type="notice"') for notice in facts.notices]
    return f"<notesStmt>{''.join(notes)}</notesStmt>" if any(notes) else ""


def _work(known: Descriptor) -> str:
    """The work that the source carries, as far as it is known."""
    when = f' when="{known.date}"' if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", known.date) else ""
    parts = [
        _element("title", known.title),
        _element("author", known.author),
        _element("title", known.publication, ' level="j"'),
        _element("publisher", known.publisher),
        _element("pubPlace", known.pub_place),
        _element("date", known.date, when),
        f'<ptr target="{value(known.url)}"/>' if known.url else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f'<bibl xml:id="work">{told or "<note>Nothing is known of the work but its text.</note>"}</bibl>'


def _source(facts: Facts) -> str:
    source = facts.source
    notes = {
        "charset": source.charset,
        "byte-order-mark": "yes" if source.bom else "no",
        "line-end": source.line_end,
        "decoding": source.evidence,
    }
    return (
        f'<bibl xml:id="source"><idno type="filename">{data(_clean(facts.filename))}</idno>'
        f'<idno type="sha256">{source.sha256}</idno><extent><measure unit="byte" quantity="{source.size}"/>'
        f'<measure unit="codepoint" quantity="{len(source.text)}"/></extent>'
        + "".join(f'<note type="{name}">{data(_clean(text))}</note>' for name, text in notes.items())
        + "</bibl>"
    )


def _encoding(facts: Facts) -> str:
    wanted = ("quotation_marks", "dashes", "ellipses", "spacing")
    typography = {name: POLICIES[getattr(facts.descriptor, name)] for name in wanted}
    told = {
        "correction": CORRECTION,
        "normalization": NORMALIZATION.format(**typography),
        "hyphenation": HYPHENATION,
        "segmentation": SEGMENTATION,
        "interpretation": INTERPRETATION,
    }
    policies = "".join(f"<{name}><p>{data(text)}</p></{name}>\n" for name, text in told.items())
    return (
        "<encodingDesc><projectDesc><p>Made from a plain text by Ecdosis, which repairs a text and records every "
        "repair.</p></projectDesc>\n"
        f'<appInfo><application ident="ecdosis" version="{facts.version}"><label>Ecdosis</label></application>'
        f"</appInfo>\n<editorialDecl>{policies}</editorialDecl>\n{_rules()}{_characters(facts.characters)}</encodingDesc>"
    )


def _rules() -> str:
    rules = (
        f'<category xml:id="rule-{kind}"><catDesc>{data(does)}</catDesc></category>' for kind, does in KINDS.items()
    )
    return '<classDecl><taxonomy xml:id="rules">' + "\n".join(rules) + "</taxonomy></classDecl>"


def _characters(characters: Iterable[str]) -> str:
    """The declarations of characters and bytes that XML cannot hold."""
    declared = []
    for character in sorted(characters):
        code = ord(character)
        is_byte = 0xDC80 <= code <= 0xDCFF
        name, number = ("byte", f"{code - 0xDC00:02X}") if is_byte else ("codepoint", f"{code:04X}")
        declared.append(f'<char xml:id="{character_id(character)}"><localProp name="{name}" value="{number}"/></char>')
    return f"<charDecl>{''.join(declared)}</charDecl>" if declared else ""
