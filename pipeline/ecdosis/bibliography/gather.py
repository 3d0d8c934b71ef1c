"""The references of a TEI document one by one: each `bibl`, `biblStruct`, `biblFull` that is not part of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ecdosis.bibliography.names import names
from ecdosis.bibliography.work import Name, Work
from ecdosis.stages.references.parse import leads
from ecdosis.tei.names import ID, NAMESPACES, XML, q, tag
from ecdosis.tei.read import reading_of

KINDS: Final = ("bibl", "biblStruct", "biblFull")
OUTER: Final = (*KINDS, "teiHeader")
"""In these a reference is part of another, or describes the file itself."""
_TYPES: Final[Mapping[str, str]] = {
    "journalarticle": "article-journal", "magazinearticle": "article-magazine", "newspaperarticle": "article-newspaper",
    "article": "article-journal", "book": "book", "monograph": "book", "booksection": "chapter", "chapter": "chapter",
    "conferencepaper": "paper-conference", "thesis": "thesis", "report": "report", "webpage": "webpage",
    "blogpost": "post-weblog", "encyclopediaarticle": "entry-encyclopedia", "dictionaryentry": "entry-dictionary",
    "letter": "personal_communication", "manuscript": "manuscript", "interview": "interview", "map": "map",
    "presentation": "speech", "patent": "patent", "computerprogram": "software", "film": "motion_picture",
}  # fmt: skip
"""The types that Zotero's export to TEI and common practice give a `biblStruct`, and those of CSL."""
_UNITS: Final[Mapping[str, str]] = {
    "vol": "volume", "vols": "volume", "volume": "volume", "iss": "issue", "issue": "issue", "no": "issue",
    "number": "issue", "pp": "page", "p": "page", "page": "page", "pages": "page",
}  # fmt: skip
_ISO: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TRIM: Final = ' \t\n,;:.()[]–—-/“”"„«»'


def citations(root: etree._Element) -> Iterator[Work]:
    """What each reference says of its work, in the order of the document. The lines of one description are one."""
    groups: list[list[etree._Element]] = []
    by_id: dict[str, list[etree._Element]] = {}
    for element in _outermost(root):
        group = by_id.get(element.get("prev", "").removeprefix("#"))
        if group is None:
            group = []
            groups.append(group)
        group.append(element)
        if id_ := element.get(ID):
            by_id[id_] = group
    for group in groups:
        yield _Reference(tuple(group)).work()


def _outermost(root: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter(*map(q, KINDS)):
        if not any(tag(outer) in OUTER for outer in element.iterancestors()):
            yield element


@dataclass(frozen=True, slots=True)
class _Reference:
    """The elements of one reference."""

    elements: tuple[etree._Element, ...]

    def all(self, *paths: str) -> list[etree._Element]:
        """What the first of some paths (below any of the elements) leads to that leads to anything."""
        for path in paths:
            found = [e for element in self.elements for e in element.iterfind(path, NAMESPACES) if not _is_related(e)]
            if found:
                return found
        return []

    def text(self, *paths: str) -> str:
        """The words at the first place that some paths lead to."""
        found = self.all(*paths)
        return reading_of(found[0]).strip(" ,;:") if found else ""

    def work(self) -> Work:
        """What the reference says."""
        element = self.elements[0]
        title, container, collection = self.titles()
        target = self.target()
        scopes = self.scopes()
        pages = scopes.get("page", "")
        cited = tuple(_range(place) for place in self.all(".//tei:citedRange"))
        if target and pages and not cited:  # the description is elsewhere, so these are the pages that are meant
            cited, pages = (("page", pages),), ""
        whole = " ".join(map(reading_of, self.elements))
        return Work(
            id=element.get(ID, ""),
            target=target,
            type=self.type(title, container, scopes, cited),
            title=title or self.untold(container),
            container=container,
            collection=collection,
            authors=self.persons("author"),
            editors=self.persons("editor"),
            translators=self.persons("translator"),
            date=self.date(),
            publisher=self.text(".//tei:publisher"),
            place=self.text(".//tei:pubPlace"),
            edition=self.text(".//tei:edition"),
            volume=scopes.get("volume", ""),
            issue=scopes.get("issue", ""),
            pages=pages,
            doi=self.number("doi").removeprefix("https://doi.org/"),
            isbn=self.number("isbn"),
            issn=self.number("issn"),
            url=self.url(),
            language=element.get(f"{{{XML}}}lang", ""),
            cited=cited,
            whole=whole,
            certain=bool(title or container),
            reviewed=element.getparent() is not None and self.is_reviewed(),
        )

    def is_reviewed(self) -> bool:
        """Whether it is the description of what the text reviews."""
        around = self.elements[0].getparent()
        return around is not None and around.get("ana", "") == "#rule-reviewed"

    def titles(self) -> tuple[str, str, str]:
        """The title of the work, of what holds it, and of the series."""
        own = self.titled(".//tei:analytic/tei:title")
        holding = self.titled(".//tei:monogr/tei:title", "tei:titleStmt/tei:title")
        series = self.titled(".//tei:series/tei:title", ".//tei:seriesStmt/tei:title", ".//tei:title[@level='s']")
        if not own and not holding:
            own = self.titled(".//tei:title[@level='a']")
            levels = (".//tei:title[@level='m']", ".//tei:title[@level='j']", ".//tei:title[@level='u']")
            holding = self.titled(*levels) or self.titled(".//tei:title[not(@level)]")
            if own and not holding:
                return own, "", series
        periodical = bool(self.all(".//tei:monogr/tei:title[@level='j']", ".//tei:title[@level='j']"))
        if own:
            return own, holding, series
        return ("", holding, series) if periodical else (holding, "", series)

    def titled(self, *paths: str) -> str:
        """A title with its subtitle, from the first path that leads to one."""
        for path in paths:
            found = self._titles(path)
            main = [e for e in found if e.get("type") not in ("sub", "short", "abbr", "translated")]
            sub = [reading_of(e) for e in found if e.get("type") == "sub"]
            if main:
                return ": ".join([reading_of(main[0]), *sub]).strip(" ,;")
        return ""

    def _titles(self, path: str) -> list[etree._Element]:
        if path.endswith("[not(@level)]"):  # which `iterfind` does not know
            return [e for e in self.all(path.removesuffix("[not(@level)]")) if e.get("level") is None]
        return self.all(path)

    def persons(self, role: str) -> tuple[Name, ...]:
        """The authors, editors or translators; of what holds the work only if it has none of its own."""
        if role == "author":
            found = self.all(".//tei:analytic/tei:author", ".//tei:author")
        else:
            translating = ("translator", "trl", "trans")
            editors = self.all(".//tei:editor")
            found = [e for e in editors if (e.get("role", "").lower() in translating) == (role == "translator")]
        return tuple(name for element in found for name in names(element))

    def date(self) -> str:
        """When the work came out: ISO 8601, else as it is written."""
        for element in self.all(".//tei:imprint/tei:date", ".//tei:publicationStmt/tei:date", ".//tei:date"):
            for name in ("when", "when-iso", "from", "notBefore", "notAfter", "to"):
                if match := _ISO.fullmatch(element.get(name, "")):
                    return match.group()
            text = reading_of(element).strip(_TRIM)
            if text:
                year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
                return year.group() if year and len(text) < 8 else text
        return ""

    def scopes(self) -> dict[str, str]:
        """The volume, issue and pages of the work."""
        found: dict[str, str] = {}
        for scope in self.all(".//tei:biblScope"):
            unit = _UNITS.get((scope.get("unit") or scope.get("type") or "").lower(), "")
            if unit:
                found.setdefault(unit, _range(scope)[1])
        return found

    def number(self, type_: str) -> str:
        """A standard number of the work (`doi`, `isbn`, `issn`)."""
        found = (e for e in self.all(".//tei:idno") if (e.get("type") or "").lower() == type_)
        return next((reading_of(e) for e in found), "")

    def url(self) -> str:
        """The address of the work on the web."""
        links = [*self.all(".//tei:ptr"), *self.all(".//tei:ref")]
        found = (e.get("target", "") for e in links if e.get("target", "").startswith("http"))
        return next(found, "") or self.number("url") or self.number("uri")

    def target(self) -> str:
        """The id of the description that the reference points to."""
        element = self.elements[0]
        pointers = [element.get(name, "") for name in ("corresp", "sameAs", "copyOf", "source")]
        pointers += [e.get("target", "") for e in (*self.all(".//tei:ref"), *self.all(".//tei:ptr"))]
        return next((p[1:] for some in pointers for p in some.split() if p.startswith("#")), "")

    def type(self, title: str, container: str, scopes: Mapping[str, str], cited: Sequence[tuple[str, str]]) -> str:
        """The type that the file gives, or that the titles show."""
        given = re.sub(r"[^a-z]", "", (self.elements[0].get("type") or "").lower())
        if given in _TYPES:
            return _TYPES[given]
        if self.all(".//tei:monogr/tei:title[@level='j']", ".//tei:title[@level='j']"):
            return "article-newspaper" if len(self.date()) == 10 and not scopes else "article-journal"
        if container:
            return "chapter"
        book = self.all(".//tei:title[@level='m']", ".//tei:monogr", ".//tei:publisher")
        return "book" if title and (book or cited or scopes) else "document"

    def untold(self, container: str) -> str:
        """What stands for the title of a reference that is not taken apart: its words without places, dates and names.
        Empty if there are none, or if nothing shows that they name a work."""
        element = self.elements[0]
        around = element.getparent()
        listed = around is not None and tag(around) == "listBibl"
        marked = element.get("ana") == "#rule-reference" and self.all(
            ".//tei:citedRange", ".//tei:date", ".//tei:biblScope"
        )
        if container or not (listed or marked) or tag(element) != "bibl":
            return ""
        told = ("citedRange", "biblScope", "date", "author", "editor", "publisher", "pubPlace", "note")
        text = reading_of(_without(element, told))
        text = text[leads(text) :].strip(_TRIM)
        return "" if _SHORT.fullmatch(text) or not re.search(r"[^\W\d_]{3}", text) else text


_SHORT: Final = re.compile(
    r"(?:ibid|ibidem|id|idem|op\. ?cit|loc\. ?cit|ebd|ebenda|a\. ?a\. ?o|там же|указ\. соч)?\.?", re.IGNORECASE
)


def _without(element: etree._Element, told: Sequence[str]) -> etree._Element:
    """A copy of an element without some of its children, but with what follows them."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for child in list(copy.iter(*map(q, told))):
        child.tail, tail = None, child.tail or ""
        before, around = child.getprevious(), child.getparent()
        if before is not None:
            before.tail = (before.tail or "") + tail
        elif around is not None:
            around.text = (around.text or "") + tail
        if around is not None:
            around.remove(child)
    return copy


def _is_related(element: etree._Element) -> bool:
    """Whether an element belongs to a work that is only related to the one described."""
    return any(tag(outer) == "relatedItem" for outer in element.iterancestors())


def _range(element: etree._Element) -> tuple[str, str]:
    """The unit and the numbers of a place."""
    unit = (element.get("unit") or element.get("type") or "page").lower()
    first, last = element.get("from", ""), element.get("to", "")
    if first:
        number = f"{first}-{last}" if last and last != first else first
        return unit, f"{number}ff." if not last else number
    text = reading_of(element)
    digits = re.search(r"[\divxlcIVXLC]+(?:\s*[-–—]\s*[\divxlcIVXLC]+)?", re.sub(r"[^\W\d_]{2,}\.?|\bp\.", "", text))
    return unit, re.sub(r"\s*[–—-]\s*", "-", digits.group()) if digits else text.strip(_TRIM)
