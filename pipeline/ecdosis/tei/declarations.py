"""How a text was encoded: the `encodingDesc` of the TEI header (Guidelines, 2.3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lxml import etree

from ecdosis.diagnosis.finding import named
from ecdosis.model.kinds import KINDS, Kind, rule_id
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.table import further, policies, values
from ecdosis.tei import versions
from ecdosis.tei.names import TEI, content, data, q, tag, value
from ecdosis.tei.write import character_id

PROJECT: Final = "Made from a plain text by Ecdosis, which repairs a text and records every repair."
SAMPLING: Final = (
    "The whole of the source file is encoded; nothing was left out. Whether that file has the whole of the work is not "
    "known to the program."
)
CORRECTION: Final = (
    "Damaged characters and slips of spelling, grammar and punctuation are corrected where it is certain what was "
    "meant. Each correction stands in a choice of sic "
    "and corr, with the stage that made it, its certainty and its rule; what is not certain is left as it was, "
    "marked with sic, and asked of the editor in standOff."
)
HOW_SURE: Final = " Corrections of words are {correction}."
LOST: Final = " Quotation marks and dashes that a question mark or U+FFFD stands for are {}, as the editor says."
TOLD: Final = " {} in words is read as “{}” throughout, as the editor says."
NORMALIZATION: Final = (
    "Ligatures, decomposed letters, soft hyphens, invisible characters and stray spaces are regularised in a "
    "choice of orig and reg. Spelling and punctuation are otherwise those of the source, but for typography: quotation "
    "marks and apostrophes {quotation_marks}, dashes {dashes}, ellipses {ellipses}, spaces {spacing}. "
    "The edition is {purpose}."
)
QUOTATION: Final = (
    "Quotation marks stand in the text as characters. Quotations set apart as blocks are quote; those inside a "
    "paragraph are not marked up."
)
SET: Final = (
    " The source has the marks of a typewriter ({before}), here in {count:,} places set as a printer would ({after}), "
    "each in a choice of orig and reg."
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
VALUES: Final = (
    "Dates are written as in ISO 8601, languages as in BCP 47; certainty (cert) is a probability from 0 to 1, as the "
    "stage estimates it; low where it is open."
)
LISTS: Final = (
    " Words of the editor’s lists were not corrected (good words), or were asked about wherever they stand (bad "
    "words); the lists, and how many words each has: {}."
)
LANGUAGES: Final = (
    "Words in another language than that of the text are foreign, with their language in xml:lang, where several of "
    "them show it beyond doubt; a paragraph or line that is in another as a whole has it itself. Names, and what the "
    "language of the text has borrowed, are not marked. Of words in another script whose language is not certain, only "
    "the script is said (und-Cyrl)."
)
INTERPRETATION: Final = (
    "What stands in the source but is not running text (running heads, page numbers, navigation, widgets) is kept"
    " where it stands, in fw or surplus; notes are kept where they stand, linked with their markers; one in brackets "
    "among the words is read there. The type and subtype of a note say whose it is, where its own words do; its resp "
    "names the stage that recognised it. References to works stand in bibl, their titles, authors, dates and pages "
    "told apart where that is certain. Words in italics, bold, small capitals, or letterspaced are hi, whose rend says "
    "how the source has them (emphasised, where it marks them without saying how); the characters that show it are a "
    "change whose reading is nothing. From this file alone the source can be restored byte by byte."
)
OWN: Final = (
    " The divisions of front with a resp, and the notes of the type editorial in standOff, to which a ptr leads, are "
    "words of the editor’s own: no part of the source."
)
POSITIONS: Final = (
    "A place is cited by its position: the number of code points of the decoded source before it. The xml:id of what "
    "was changed (c), left out (a), doubtful (q) or recognised (b), of a note (n) and of its marker (r) is that letter "
    "and the position where it begins (a second one there has a number more), so that it names the same place in every "
    "edition made from the same source."
)
LINES: Final = "A line of the source is cited by its number: one more than there are lb before it."
PAGES: Final = "A page of the source is cited by the n of the pb at its beginning."
_VERSION: Final = re.compile(r"\d+[a-z]*\d*(\.\d+[a-z]*\d*){0,3}")
"""What `application/@version` may be (TEI, teidata.versionNumber)."""


def encoding(
    known: Descriptor,
    version: str,
    tools: Sequence[tuple[str, str]],
    characters: Iterable[str],
    text: etree._Element,
    word_lists: Sequence[tuple[str, int]] = (),
) -> str:
    """The `encodingDesc` of a `text` element. `version` is that of Ecdosis, `tools` are names and versions of what else
    had a part in it, `characters` those that XML cannot hold; `word_lists`: the editor's, with how many words each
    has."""
    parts = [
        f"<encodingDesc>{_policies({'projectDesc': PROJECT, 'samplingDecl': SAMPLING})}",
        f"<editorialDecl>{_editorial(known, text, word_lists)}</editorialDecl>",
        _tags(text),
        _references(text),
        _rules(),
        versions.declaration(text),
        _applications([("Ecdosis", version), *tools]),
        _characters(characters),
    ]
    return "\n".join(part for part in parts if part) + "</encodingDesc>"


def _policies(told: Mapping[str, str]) -> str:
    """Elements (with their attributes) that say something in a paragraph."""
    return "\n".join(f"<{name}><p>{data(text)}</p></{name.partition(' ')[0]}>" for name, text in told.items())


def _editorial(known: Descriptor, text: etree._Element, word_lists: Sequence[tuple[str, int]]) -> str:
    """The policies. Their attributes say the same to programs (TEI's default for @method would be `silent`)."""
    switches = policies()
    chosen = values(dict(known.policies))
    wanted = {name: switches[name].values[value] for name, value in chosen.items()}
    lost = LOST.format(wanted["lost_quotation_marks"]) if chosen["lost_quotation_marks"] != "ask" else ""
    told = "".join(TOLD.format(named(one), letters) for one, letters in known.stands_for.items())
    kept = LISTS.format("; ".join(f"{name}, {count:,}" for name, count in word_lists)) if word_lists else ""
    return _policies(
        {
            'correction method="markup"': f"{CORRECTION}{HOW_SURE.format(**wanted)}{lost}{told}{kept}",
            'normalization method="markup"': NORMALIZATION.format(**wanted),
            'quotation marks="all"': f"{QUOTATION}{_typed(text)}",
            'hyphenation eol="all"': HYPHENATION,
            "segmentation": SEGMENTATION,
            "stdVals": VALUES,
            "interpretation": f"{INTERPRETATION} {LANGUAGES}{OWN if _has_own(text) else ''}",
        }
    )


def _has_own(text: etree._Element) -> bool:
    """Whether there are words of the editor's own."""
    return text.find(".//{*}ptr") is not None or text.find(".//{*}div[@resp]") is not None


def _typed(text: etree._Element) -> str:
    """What was done with typed marks, if a text has them throughout."""
    pointer = f"#{rule_id(Kind.TYPEWRITER_MARK)}"
    found = [reg.getparent() for reg in text.iter(q("reg")) if reg.get("ana") == pointer]
    pairs = Counter((content(choice[0]).strip(), content(choice[-1]).strip()) for choice in found if choice is not None)
    before, after = (sorted({pair[side] for pair in pairs} - {""}) for side in (0, 1))
    return SET.format(before=" ".join(before), count=len(found), after=" ".join(after)) if found else ""


def _tags(text: etree._Element) -> str:
    """How often each element occurs inside of `text`, by name."""
    counted = Counter(tag(element) for element in text.iterdescendants("*"))
    usage = (f'<tagUsage gi="{name}" occurs="{times}"/>' for name, times in sorted(counted.items()))
    return f'<tagsDecl><namespace name="{TEI}">{"".join(usage)}</namespace></tagsDecl>'


def _references(text: etree._Element) -> str:
    """How a place of this text is cited."""
    has_pages = any(page.get("n") for page in text.iter(q("pb")))
    told = [POSITIONS, LINES, *([PAGES] if has_pages else [])]
    return f"<refsDecl>{''.join(f'<p>{data(way)}</p>' for way in told)}</refsDecl>"


def _rules() -> str:
    told = {**KINDS, **{name: kind.rule for name, kind in further().items()}}
    rules = (
        f'<category xml:id="{rule_id(kind)}"><catDesc>{data(does)}</catDesc></category>' for kind, does in told.items()
    )
    return '<classDecl><taxonomy xml:id="rules">' + "\n".join(rules) + "</taxonomy></classDecl>"


def _applications(used: Iterable[tuple[str, str]]) -> str:
    """The programs that had a part in it; one whose version TEI cannot hold is named without its further parts."""
    told = []
    for name, version in used:
        number = _VERSION.match(version)
        ident = re.sub(r"[^\w.-]", "-", name.lower())
        if number:
            label = f"<label>{data(name)}</label>"
            told.append(f'<application ident="{value(ident)}" version="{number[0]}">{label}</application>')
    return f"<appInfo>{''.join(told)}</appInfo>"


def _characters(characters: Iterable[str]) -> str:
    """The declarations of characters and bytes that XML cannot hold."""
    declared = []
    for character in sorted(characters):
        code = ord(character)
        is_byte = 0xDC80 <= code <= 0xDCFF
        name, number = ("byte", f"{code - 0xDC00:02X}") if is_byte else ("codepoint", f"{code:04X}")
        declared.append(f'<char xml:id="{character_id(character)}"><localProp name="{name}" value="{number}"/></char>')
    return f"<charDecl>{''.join(declared)}</charDecl>" if declared else ""
