"""TEI as nobody would write it: elements in each other as no schema has them, under every root, a word of its own in
each place that may have one; comments, instructions, CDATA, entities and other namespaces everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from hypothesis import strategies as st
from lxml import etree

from ecdosis.book.reader import HANDLERS
from ecdosis.book.reader.elements import BLOCKS, HOLDERS, PARTED, PHRASES, RECORDS, UNSEEN
from ecdosis.book.reader.load import ROOTS
from ecdosis.tei.names import TEI, q

OTHERS: Final = ("{http://www.w3.org/1999/xhtml}b", "{http://www.tei-c.org/ns/Examples}egXML", "{urn:none}x", "none")
"""Elements of other namespaces, and of none."""
NAMES: Final = sorted(
    (set(BLOCKS) | PHRASES | HOLDERS | PARTED | RECORDS | set(HANDLERS) | set(UNSEEN) | {"unheardOf"})
    - {"binaryObject"}
)
ATTRIBUTES: Final = (
    *({"rend": "italic"}, {"n": "3"}, {"place": "margin"}, {"type": "ordered"}, {"type": "gloss"}, {"role": "label"}),
    *({"target": "#a"}, {"break": "no"}, {"reason": "lost"}, {"cols": "3"}, {"part": "F"}, {"prev": "#a"}),
    *({"type": "edition"}, {"n": "5"}, {"wit": "#a"}, {"loc": "1"}, {"spanTo": "#a"}, {"type": "inline"}),
)
TT = ["table", "row", "cell", "head", "gap", "choice", "app", "lem", "rdg", "list", "item", "label"] * 12
WORD: Final = re.compile(r"w\d+[ab]")
WAYS: Final = ("{0}", "{0}", "{0}", "<![CDATA[{0}]]>", "&{0};", "{1}<!-- {0} -->{2}", "{1}<?p {0}?>{2}", "&#{3};{2}")
"""How a word may be written: `{1}` is its first letter, of the code point `{3}`, `{2}` the rest."""
BESIDE: Final = ("<!-- w0a -->", "<?p w0b?>", "", "")
"""What may stand beside a word, and has none."""


@st.composite
def documents(draw: st.DrawFn, most: int = 25) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a document, and its words in order."""
    root = etree.Element(q(draw(st.sampled_from(sorted(ROOTS)))), nsmap={None: TEI})  # type: ignore[dict-item]
    places = [root]
    if root.tag == q("TEI"):
        places.append(etree.SubElement(etree.SubElement(root, q("text")), q("body")))
    for number in range(1, draw(st.integers(2, most))):
        parent = draw(st.sampled_from(places[-8:]))
        name = draw(st.sampled_from(TT + NAMES)) if draw(st.integers(0, 9)) else draw(st.sampled_from(OTHERS))
        element = etree.SubElement(parent, name if name[0] == "{" or name == "none" else q(name))
        for attribute, value in draw(st.sampled_from(({}, *ATTRIBUTES))).items():
            element.set(attribute, value)
        if draw(st.integers(0, 9)) == 0:
            element.set("{http://www.w3.org/XML/1998/namespace}id", "a")
        blank = draw(st.sampled_from(("", " ", "\n  ")))
        element.text = f"{blank}w{number}a{blank}" if draw(st.booleans()) else None
        element.tail = f"{blank}w{number}b{blank}" if draw(st.booleans()) else None
        places.append(element)
    words = tuple(WORD.findall("".join(map(str, root.itertext()))))
    return written(root, draw(st.randoms(use_true_random=False)).choice), words


def written(root: etree._Element, choice: Callable[[Sequence[str]], str]) -> bytes:
    """A tree with its words written in all ways, and with comments and instructions among them."""

    def one(found: re.Match[str]) -> str:
        word = found.group()
        way = choice(WAYS).format(word, word[0], word[1:], ord(word[0]))
        return f"{choice(BESIDE)}{way}{choice(BESIDE)}"

    text = WORD.sub(one, etree.tostring(root, encoding="unicode"))
    text = re.sub(r"(?<=>)(?=<[a-z/])", lambda _: choice(BESIDE), text)
    entities = "".join(f'<!ENTITY {name} "{name}">' for name in dict.fromkeys(re.findall(r"&(w\d+[ab]);", text)))
    return f"<!-- w0a --><?p w0b?><!DOCTYPE x [{entities}]>{text}<!-- w0a -->".encode()
