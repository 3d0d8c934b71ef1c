"""What a grammar, an ODD and a TEI file name: elements, each with its attributes (`xml:id` as such)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from ecdosis.tei.names import TEI, XML, tag

RNG = "{http://relaxng.org/ns/structure/1.0}"
EXAMPLES = "http://www.tei-c.org/ns/Examples"

Vocabulary = Mapping[str, frozenset[str]]
"""Elements, each with its attributes."""


def whole_grammar(path: Path) -> etree._Element:
    """A RELAX NG grammar with what it includes from beside it."""
    root = etree.parse(path).getroot()
    for include in list(root.iter(f"{RNG}include")):
        root.extend(etree.parse(path.parent / include.get("href", "")).getroot().findall(f"{RNG}define"))
    return root


def of_grammar(grammar: etree._Element) -> Vocabulary:
    """What a RELAX NG in XML syntax names; an element that it defines several times has the attributes of all."""
    defined = {define.get("name", ""): define for define in grammar.iter(f"{RNG}define")}

    def attributes(pattern: etree._Element, seen: frozenset[str] = frozenset()) -> Iterator[str]:
        for child in pattern:
            name = child.get("name", "")
            if child.tag == f"{RNG}attribute":
                yield name
            elif child.tag == f"{RNG}ref" and name not in seen:
                yield from attributes(defined[name], seen | {name})
            elif child.tag != f"{RNG}element":
                yield from attributes(child, seen)

    found: defaultdict[str, set[str]] = defaultdict(set)
    for element in grammar.iter(f"{RNG}element"):
        found[element.get("name", "")].update(attributes(element))
    return frozen(found)


def of_odd(odd: etree._Element) -> Vocabulary:
    """What the specifications of an ODD name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for spec in odd.iter(f"{{{TEI}}}elementSpec"):
        found[spec.get("ident", "")].update(a.get("ident", "") for a in spec.iter(f"{{{TEI}}}attDef"))
    return frozen(found)


def of_file(root: etree._Element, namespace: str = TEI) -> Vocabulary:
    """What a TEI file, or an example in an ODD (`EXAMPLES`), has."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for element in root.iter(f"{{{namespace}}}*"):
        name = tag(element) if namespace == TEI else etree.QName(element).localname
        found[name].update(str(key).replace(f"{{{XML}}}", "xml:") for key in element.attrib)
    return frozen(found)


def together(*vocabularies: Vocabulary) -> Vocabulary:
    """What any of some vocabularies has."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for vocabulary in vocabularies:
        for element, attributes in vocabulary.items():
            found[element].update(attributes)
    return frozen(found)


def frozen(found: Mapping[str, set[str]]) -> Vocabulary:
    return {element: frozenset(attributes) for element, attributes in found.items() if element}
