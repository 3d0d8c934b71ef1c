"""Files altered in one place: one character changed or one attribute dropped anywhere in `text`; what catches each.

As a program it measures (`python tests/mutants.py FILE...`): over all attributes and all characters (or a sample) of
TEI files whose products lie beside them, how many such mutants each check catches by itself.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from ecdosis.tei import validate as tei
from ecdosis.tei.names import parse, q, tag
from ecdosis.tei.read import read
from ecdosis.validation import agreement
from ecdosis.validation.agreement import Said
from ecdosis.validation.editions import products

OTHERS: Final = {" ": "x", "\n": " ", "x": "y", "1": "2"}
"""What a character is changed into, where it is not `x` (or for a digit `1`)."""

Check = Callable[[etree._Element], bool]
"""Whether a check finds something wrong with a tree."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A place in a file: the index of an element in document order; the attribute dropped there, or which of its text
    (`tail`: what follows it) has a character changed, and where."""

    element: int
    attribute: str = ""
    tail: bool = False
    at: int = 0

    def applied(self, data: bytes) -> etree._Element:
        """The tree of a file with this alteration."""
        root = parse(data)
        element = list(root.iter("*"))[self.element]
        if self.attribute:
            del element.attrib[self.attribute]
        elif self.tail:
            element.tail = _changed(element.tail or "", self.at)
        else:
            element.text = _changed(element.text or "", self.at)
        return parse(etree.tostring(root))


def _changed(text: str, at: int) -> str:
    other = OTHERS.get(text[at], "1" if text[at].isdigit() else "x")
    return text[:at] + other + text[at + 1 :]


def dropped(root: etree._Element) -> Iterator[Mutant]:
    """A mutant for each attribute in `text`."""
    for index, element in _inside(root):
        yield from (Mutant(index, str(name)) for name in element.attrib)


def changed(root: etree._Element) -> Iterator[Mutant]:
    """A mutant for each character in `text`."""
    for index, element in _inside(root):
        yield from (Mutant(index, at=at) for at in range(len(element.text or "")))
        if tag(element) != "text":
            yield from (Mutant(index, tail=True, at=at) for at in range(len(element.tail or "")))


def _inside(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The elements of `text`, with their index in the file."""
    inside = set(next(root.iter(q("text"))).iter("*"))
    return ((index, element) for index, element in enumerate(root.iter("*")) if element in inside)


def name_of(root: etree._Element, mutant: Mutant) -> str:
    """What a mutant alters, as `lb@break` or the element whose text it is."""
    element = list(root.iter("*"))[mutant.element]
    if mutant.attribute:
        return f"{tag(element)}@{etree.QName(mutant.attribute).localname}"
    holds = element.getparent() if mutant.tail else element
    return tag(holds) if holds is not None else ""


def checks(schemas: Sequence[tei.Schema | tei.Rules], said: Sequence[Said], txt: str) -> dict[str, Check]:
    """All checks by their names; those of the products if there are any (`said`, and the text alone)."""
    found: dict[str, Check] = {}
    for schema in schemas:
        found[schema.name] = lambda root, schema=schema: _wrong(root, [schema], ())  # type: ignore[misc]
    for name in ("digest", "source"):
        found[name] = lambda root, name=name: _wrong(root, [], (name,))  # type: ignore[misc]
    if said:
        found["agreement"] = lambda root: _disagrees(root, said, txt)
    return found


def _wrong(root: etree._Element, schemas: Sequence[tei.Schema | tei.Rules], names: Sequence[str]) -> bool:
    path = Path("x.xml")
    found = [f for name in names for f in tei.CHECKS[name](root, path)]
    for schema in schemas:
        if isinstance(schema, tei.Schema):
            return not schema.validator.validate(root)
        found += [f for f in tei.check_tree(root, path, [schema]) if f.check == schema.name]
    return any(f.severity == "error" for f in found)


def _disagrees(root: etree._Element, said: Sequence[Said], txt: str) -> bool:
    wanted = agreement.reading(root)
    return read(root) != txt or any(agreement.difference(wanted, one) for one in said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--characters", type=int, default=0, help="how many of the characters (default: all)")
    chosen = parser.parse_args()
    everything = tei.tei_all()
    schemas: list[tei.Schema | tei.Rules] = [tei.our_schema(), tei.our_rules(), *everything]
    totals: dict[str, Counter[str]] = {"characters": Counter(), "attributes": Counter()}
    free: Counter[str] = Counter()
    for path in chosen.files:
        data = path.read_bytes()
        root = parse(data)
        made = {product.suffix: product.read_bytes() for product in products(path)}
        texts = [agreement.sayings()[suffix](root, made[suffix]) for suffix in made if suffix != ".txt"]
        tests = checks(schemas, [one for one in texts if one], made.get(".txt", b"").decode())
        lots = random.Random(path.stem)
        characters, attributes = list(changed(root)), list(dropped(root))
        if chosen.characters:
            characters = lots.sample(characters, min(chosen.characters, len(characters)))
        for sort, mutants in (("characters", characters), ("attributes", attributes)):
            for mutant in mutants:
                altered = mutant.applied(data)
                by = [name for name, test in tests.items() if test(altered)]
                totals[sort].update([*by, "mutants"])
                totals[sort]["all but the digest"] += by != ["digest"] and bool(by)
                totals[sort]["all"] += bool(by)
                if set(by) <= {"digest"}:
                    free[f"{sort}: {name_of(root, mutant)}"] += 1
        print(path.stem, {sort: dict(found) for sort, found in totals.items()}, dict(free), file=sys.stderr, flush=True)
    for sort, found in totals.items():
        print(sort, found["mutants"])
        for name, count in found.most_common():
            print(f"  {name:<22}{count:>8}{100 * count / max(1, found['mutants']):>8.2f} %")
    print("caught by nothing but the digest:", dict(free.most_common()))


if __name__ == "__main__":
    main()
