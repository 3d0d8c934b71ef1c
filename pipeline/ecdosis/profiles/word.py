"""Texts that were made from Word's files: the codes of its fields among the words, words for what it did not find, what
it says beside a page of what was formatted, and the places that nobody has filled in.

One of them may be a text about Word; two are a file of its. What is written in quotation marks, braces or as code is
written about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import File, Finding, Passage
from ecdosis.profiles.rules import ProfileRule

FEWEST: Final = 2
"""Codes, or words of its, in a file."""
_SWITCH: Final = r"(?: {1,2}\\[a-zA-Z*@#](?: {1,2}(?:\"[^\"\n]{0,80}\"|MERGEFORMAT|ARABIC|Arabic|roman|ROMAN))?)"
_CODE: Final = re.compile(
    r"(?:^|(?<=[ \t\n]))(?:"
    rf"HYPERLINK(?: {{1,2}}\"[^\"\n]{{1,400}}\"{_SWITCH}{{0,4}}|{_SWITCH}{{1,4}})"
    rf"|(?:PAGEREF|REF) {{1,2}}_(?:Toc|Ref|Hlk)\w{{1,40}}{_SWITCH}{{0,3}}"
    rf"|TOC{_SWITCH}{{1,8}}"
    rf"|(?:DOCPROPERTY|INCLUDEPICTURE|STYLEREF) {{1,2}}\"[^\"\n]{{1,200}}\"{_SWITCH}{{0,4}}"
    rf"|(?:AUTHOR|TITLE|SUBJECT|PAGE|NUMPAGES|DATE|FILENAME|SAVEDATE|SEQ \w{{1,20}}){{1}}{_SWITCH}{{1,3}}"
    r"|EMBED [A-Z]\w{1,20}\.\w{1,20}(?:\.\d{1,2})?"
    r")[ \t]{0,2}",
    re.MULTILINE,
)
"""The code of a field, as Word writes it when its text is taken out: `PAGEREF _Toc115868530 \\h` (ECMA-376, 17.16)."""
_MISSING: Final = re.compile(
    r"(?:[.…]{3}[ \t]{0,4}|\t)(?P<code>Error! Bookmark not defined\.|Fehler! Textmarke nicht definiert\.|"
    r"Erreur ?! Signet non défini\.|¡Error! Marcador no definido\.|Errore\. Il segnalibro non è definito\.|"
    r"Ошибка! Закладка не определена\.)[ \t]*$",
    re.MULTILINE,
)
"""Instead of a page in a list of contents; within a sentence the reader must see that something is missing there."""
_FORMATTED: Final = re.compile(
    r"^[ \t]*Formatted(?: Table|: (?:Font|Indent|Left|Right|Centered|Justified|Numbered|Bulleted|Normal|Superscript|"
    r"Subscript|Not Highlight|Highlight|Space|English|Tab stops|Line spacing|Style|Heading|No underline|Underline|"
    r"Different first page|Header|Footer|List Paragraph|Level|Position)\b.{0,160})[ \t]*$",
    re.MULTILINE,
)
_UNFILLED: Final = re.compile(
    r"^[ \t]*(?:Click (?:or tap )?here to enter (?:text|a date)\.|Choose an item\.|\[Type here\]|\[Document title\]|"
    r"\[Type text\]|Klicken oder tippen Sie hier, um Text einzugeben\.|Cliquez ou appuyez ici pour entrer du texte\.)"
    r"[ \t]*$",
    re.MULTILINE,
)


def look(file: File) -> Finding | None:
    """What Word has left in a text."""
    passages = tuple(_found(file.text))
    return Finding(Provenance(origins=("Word",)), passages) if len(passages) >= FEWEST else None


def _found(text: str) -> Iterator[Passage]:
    for pattern, why in (
        (_CODE, "the code of a field of Word’s"),
        (_MISSING, "Word’s words for a place that it did not find"),
        (_FORMATTED, "what Word says beside a page of what was formatted"),
        (_UNFILLED, "a place that nobody has filled in"),
    ):
        for match in pattern.finditer(text):
            group = "code" if pattern is _MISSING else 0
            yield Passage(match.start(group), match.end(), ProfileRule.MARKED, why)
