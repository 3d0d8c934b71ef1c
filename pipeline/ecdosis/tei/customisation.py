"""The part of our grammar that follows from the tables of kinds and stages: `tei/schema/kinds.rng` (`make schema`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from ecdosis.model.kinds import FURTHER, OWN, PLUG_IN, Kind, Sort
from ecdosis.stages.table import responsible
from ecdosis.tei.letters import PARTS
from ecdosis.tei.write import SURPLUS

RNG: Final = "http://relaxng.org/ns/structure/1.0"
NOTE: Final = " Made from the tables of kinds and stages by `make schema`: change those. "
RULES: Final = {
    Sort.CORRUPT: "rule.corrupt",
    Sort.NORMALISED: "rule.normalised",
    Sort.LINES: "rule.lines",
    Sort.UNENCODABLE: "rule.unencodable",
    Sort.ASIDES: "rule.aside",
    Sort.NOTES: "rule.notes",
    Sort.BLOCKS: "rule.blocks",
    Sort.PHRASES: "rule.phrases",
}
"""The definition that lists the rules of the kinds of a sort."""
FURTHER_KIND: Final = f"{PLUG_IN}:{OWN}"
FURTHER_RULE: Final = rf"#rule-{PLUG_IN}\.{OWN}"
"""A kind of a plug-in, and the pointer to it in the taxonomy (a name of XML has no colon)."""

ANONYMOUS: Final = 'ab type="'
"""How the element of a block begins that TEI has none for, or not at this place; its type follows."""


def grammar() -> bytes:
    """The definitions, as RELAX NG."""
    root = _element("grammar", datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes")
    root.append(etree.Comment(NOTE))
    stages = tuple(responsible())
    root.append(_define("stage", [*_values(stages), _pattern(PLUG_IN)]))
    root.append(_define("pointer.stage", [*_values(f"#{stage}" for stage in stages), _pattern(f"#{PLUG_IN}")]))
    for sort, name in RULES.items():
        rules = _values(f"#rule-{kind}" for kind in Kind if kind.sort is sort)
        root.append(_define(name, [*rules, *([_pattern(FURTHER_RULE)] if sort in FURTHER else [])]))
    root.append(_define("rule", [_element("ref", name=name) for name in RULES.values()]))
    furniture = [kind for kind in Kind if kind.sort is Sort.ASIDES and kind not in (Kind.PAGE_BREAK, Kind.BOILERPLATE)]
    root.append(_define("furniture.kind", _typed("type", furniture)))
    root.append(_define("surplus.kind", _typed("reason", SURPLUS)))
    blocks = (kind.element.partition(ANONYMOUS) for kind in Kind)
    anonymous = [type_.rstrip('"') for _, found, type_ in blocks if found]
    root.append(_define("ab.kind", _values((*anonymous, *PARTS))))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _element(tag: str, /, *children: etree._Element | str, **attributes: str) -> etree._Element:
    """An element of RELAX NG with others, or a text, in it."""
    element = etree.Element(f"{{{RNG}}}{tag}", attributes, nsmap={None: RNG})  # type: ignore[dict-item]
    for child in children:
        if isinstance(child, str):
            element.text = child
        else:
            element.append(child)
    return element


def _define(name: str, choices: Iterable[etree._Element]) -> etree._Element:
    return _element("define", _element("choice", *choices), name=name)


def _values(names: Iterable[str]) -> Iterator[etree._Element]:
    return (_element("value", name) for name in names)


def _pattern(expression: str) -> etree._Element:
    return _element("data", _element("param", expression, name="pattern"), type="string")


def _typed(attribute: str, kinds: Iterable[Kind]) -> Iterator[etree._Element]:
    """For each kind, and those of plug-ins, the attribute that names it together with its rule, which must be the
    same."""
    named = ((_element("value", kind.value), _element("value", f"#rule-{kind}")) for kind in kinds)
    for name, rule in (*named, (_pattern(FURTHER_KIND), _pattern(FURTHER_RULE))):
        yield _element("group", _element("attribute", name, name=attribute), _element("attribute", rule, name="ana"))
