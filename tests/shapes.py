"""What the blocks of a TEI file are, told from its elements: for tests that compare a text's structure in full."""

from __future__ import annotations

from lxml import etree

from ecdosis.tei.names import NAMESPACES, q, tag
from ecdosis.tei.read import blocks, notes, reading_of

ID = "{http://www.w3.org/XML/1998/namespace}id"
MARK = "\ue000"
PLAIN = {
    "l": "verse",
    "addrLine": "address",
    "label": "gloss-term",
    "item": "item",
    "byline": "byline",
    "docDate": "date",
    "docImprint": "imprint",
}


def typed(root: etree._Element) -> list[tuple[str, str]]:
    """The type and the reading of each block: `head 2`, `quote`, `quote+` for a further paragraph of a quotation,
    `verse/2` for a line of the second stanza."""
    return [(type_of(element), reading) for element in blocks(root) if (reading := reading_of(element))]


def type_of(element: etree._Element) -> str:
    name, above = tag(element), [tag(outer) for outer in element.iterancestors()]
    if name == "head":
        of = {"figure": "caption", "castGroup": "cast-group"}
        return of.get(above[0], f"head {above.count('div')}")
    if name == "titlePart":
        return "title" if element.get("type") == "main" else "subtitle"
    if name == "ab":
        return element.get("type", "ab")
    if name == "item":
        return element.getparent().get("type") or "item"  # type: ignore[union-attr]
    if name == "bibl":
        return ("reviewed" if above[1] == "front" else "entry") if above[0] == "listBibl" else "attribution"
    if name == "l":
        stanza = next(element.iterancestors(q("lg")))
        number = 1 + sum(tag(other) == "lg" for other in stanza.itersiblings(preceding=True)) if above[1] == "lg" else 1
        return "verse" if number == 1 else f"verse/{number}"
    if name == "p" and above[0] == "argument":
        return "standfirst"
    if name == "p" and above[0] == "quote":
        kind = "epigraph" if "epigraph" in above else "quote"
        first = next(element.itersiblings(q("p"), preceding=True), None) is None
        return kind if first else f"{kind}+"
    return PLAIN.get(name, name)


def markers(root: etree._Element) -> list[tuple[str, str, str]]:
    """The label of each marker, the words before it in its block or note (20 code points at most), and the body of the
    note that it leads to."""
    bodies = {f"#{note.get(ID)}": reading for note, reading in notes(root)}
    found = []
    for ref in root.iterfind("tei:text//tei:ref[@type='noteAnchor']", NAMESPACES):
        block = next(outer for outer in ref.iterancestors() if tag(outer) == "note" or outer in set(blocks(root)))
        whole = reading_of(block)
        ref.tail, tail = f"{MARK}{ref.tail or ''}", ref.tail
        before = reading_of(block).partition(MARK)[0]
        ref.tail = tail
        assert whole.startswith(before)
        found.append((ref.get("n", ""), before[-20:], bodies.get(ref.get("target", ""), "")))
    return found


def played(root: etree._Element) -> list[list[str]]:
    """What a play has beside its words: the persons behind each role and speech, songs, groups of roles, directions
    among words, which part of a line somebody speaks, and how far lines are set in."""
    people = {f"#{person.get(ID)}": reading_of(person) for person in root.iterfind(".//tei:listPerson/*", NAMESPACES)}
    found = []
    for element in root.iterfind("tei:text//*", NAMESPACES):
        who = [people[pointer] for name in ("who", "corresp") for pointer in element.get(name, "").split()]
        told = [element.get(name, "") for name in ("type", "part", "rend")]
        said = " ".join(filter(None, told)) if tag(element) in ("lg", "l") else " + ".join(who)
        words = reading_of(element) if tag(element) in ("castItem", "l", "stage") else ""
        outer = element.getparent()
        within = tag(element) == "stage" and outer is not None and tag(outer) in ("p", "l", "speaker")
        if tag(element) in ("castItem", "castGroup", "sp") or within or (said and tag(element) in ("lg", "l")):
            found.append([tag(element), said, words])
    return found
