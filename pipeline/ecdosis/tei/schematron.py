"""ISO Schematron (ISO/IEC 19757-3): rules that a grammar cannot say, from a schema of their own or out of a RELAX NG.

What is understood: `ns`, `pattern`, `rule` with `let`, `assert` and `report` with `name` and `value-of`, and `key` of
XSLT; no abstract patterns, phases or diagnostics, which neither our schema nor TEI All has. XPath 1.0 is evaluated by
libxml2; an expression that is none, by elementpath (XPath 3.1, for `gt`, `tokenize` and the like), and that only where
an element of the name is there at all, since it is a hundred times slower. `current()` of XSLT is the element of the
rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, cast

from lxml import etree

from ecdosis.tei.names import NAMESPACES
from ecdosis.validation.findings import Severity

SCH: Final = "http://purl.oclc.org/dsdl/schematron"
_S: Final = f"{{{SCH}}}"
_KEY: Final = "{http://www.w3.org/1999/XSL/Transform}key"
_ROLES: Final[Mapping[str, Severity]] = {"warning": "warning", "nonfatal": "warning", "info": "notice"}
"""`@role` of an assertion, where it is not an error (the words are those of TEI All)."""
_CURRENT: Final = re.compile(r"\bcurrent\(\)")
_PREDICATES: Final = re.compile(r"\[[^\[\]]*\]")

Namespaces = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IndexKey:
    """An index of the elements that a path matches, by the values of an expression at each (XSLT 1.0, 12.2)."""

    name: str
    match: Expression
    use: Expression


@dataclass(slots=True)
class RuleCase:
    """One document while its rules are tested: its indexes, made when they are first asked for."""

    root: etree._Element
    keys: Mapping[str, IndexKey]
    indexes: dict[str, dict[str, list[etree._Element]]] = field(default_factory=dict)
    compiled: dict[tuple[str, Namespaces], Any] = field(default_factory=dict)

    def key(self, _: object, name: str, value: object) -> list[etree._Element]:
        """The function of XSLT of that name, as lxml calls it. Raises ValueError if there is no such key."""
        if name not in self.keys:
            raise ValueError(f"there is no key “{name}”")
        if name not in self.indexes:
            key, index = self.keys[name], defaultdict(list)
            for element in key.match.value(self.root, {}, self):
                found = key.use.value(element, {}, self)
                for one in found if isinstance(found, list) else [found]:
                    index[str(one)].append(element)
            self.indexes[name] = dict(index)
        return self.indexes[name].get(str(value), [])

    def with_keys(self, xpath: str, namespaces: Namespaces) -> Any:
        """An expression compiled by libxml2 that may call `key()` of this document."""
        if (xpath, namespaces) not in self.compiled:
            functions = {(None, "key"): self.key}
            made = etree.XPath(xpath, namespaces=dict(namespaces), extensions=functions, smart_strings=False)
            self.compiled[xpath, namespaces] = made
        return self.compiled[xpath, namespaces]


Variables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expression:
    """An XPath expression, which may use variables; `current` is one of them."""

    xpath: str
    namespaces: Namespaces

    def value(self, node: Any, variables: Variables, case: RuleCase) -> Any:
        """What it gives at a node: a list, a string, a number or a truth. Raises ValueError if it cannot be read."""
        if isinstance(node, etree._Element):
            keyed = "key(" in self.xpath
            first = case.with_keys(self.xpath, self.namespaces) if keyed else _xpath1(self.xpath, self.namespaces)
            with suppress(etree.XPathError):  # it has a function that is none of XPath 1.0, or an unknown prefix
                if first:
                    return first(node, **variables)
        return _xpath3(self.xpath, self.namespaces, node, variables)

    def holds(self, node: Any, variables: Variables, case: RuleCase) -> bool:
        """Its effective boolean value at a node."""
        return bool(self.value(node, variables, case))

    def string(self, node: Any, variables: Variables, case: RuleCase) -> str:
        """Its string value at a node."""
        found = self.value(node, variables, case)
        found = found[0] if isinstance(found, list) and found else found
        if isinstance(found, etree._Element):
            return "".join(map(str, found.itertext()))
        return "" if found == [] else str(found)


@dataclass(frozen=True, slots=True)
class Test:
    """An `assert` (which must hold) or a `report` (which must not), and what it says; an expression in the message is
    evaluated."""

    expression: Expression
    must_hold: bool
    severity: Severity
    message: tuple[str | Expression, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Tests of the nodes that a context matches."""

    context: str
    namespaces: Namespaces
    lets: tuple[tuple[str, Expression], ...]
    tests: tuple[Test, ...]

    def nodes(self, root: etree._Element) -> list[Any]:
        """The nodes of the context: elements, or attributes as elementpath has them. Raises ValueError if the context
        cannot be read."""
        paths = [f"//{part.strip()}" for part in re.split(r"\|(?![^\[]*\])", self.context)]
        found: list[Any] = []
        for path in paths:
            known = _at(root, path, self.namespaces)
            if known is not None and all(isinstance(node, etree._Element) for node in known):
                found += known
            elif _at(root, _without_predicates(path), self.namespaces) != []:
                found += cast(list[Any], _xpath3(path, self.namespaces, root, {}, nodes=True))
        return found


@dataclass(frozen=True, slots=True)
class Failure:
    """What a test found wrong: at which element, how bad, and in words."""

    element: etree._Element
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Schematron:
    """Patterns; in each of them the first rule that matches a node is the one that tests it."""

    patterns: tuple[tuple[Rule, ...], ...]
    keys: tuple[IndexKey, ...] = ()

    def failures(self, root: etree._Element) -> Iterator[Failure]:
        """All that is wrong with a tree, pattern after pattern."""
        case = RuleCase(root, {key.name: key for key in self.keys})
        for rules in self.patterns:
            seen: set[Any] = set()
            for rule in rules:
                try:
                    fresh = [node for node in rule.nodes(root) if node not in seen]
                except ValueError as error:
                    yield Failure(root, "notice", f"A rule could not be tested: {error}.")
                    continue
                seen.update(fresh)
                for node in fresh:
                    yield from _tested(rule, node, case)


def load(schema: etree._Element) -> Schematron:
    """The rules of a Schematron schema, or those that are embedded anywhere in another one (a RELAX NG of the TEI)."""
    prefixes = {ns.get("prefix", ""): ns.get("uri", "") for ns in schema.iter(f"{_S}ns")}
    namespaces = tuple(sorted((NAMESPACES | prefixes).items()))
    patterns = (
        tuple(_rule(rule, namespaces) for rule in pattern.iter(f"{_S}rule")) for pattern in schema.iter(f"{_S}pattern")
    )
    keys = (
        IndexKey(
            key.get("name", ""),
            _expression(f"//{key.get('match')}", namespaces),
            _expression(key.get("use", ""), namespaces),
        )
        for key in schema.iter(_KEY)
    )
    return Schematron(tuple(patterns), tuple(keys))


def _rule(rule: etree._Element, namespaces: Namespaces) -> Rule:
    lets = tuple((let.get("name", ""), _expression(let.get("value", ""), namespaces)) for let in rule.iter(f"{_S}let"))
    tests = tuple(_test(test, namespaces) for test in rule.iter(f"{_S}assert", f"{_S}report"))
    return Rule(rule.get("context", ""), namespaces, lets, tests)


def _test(test: etree._Element, namespaces: Namespaces) -> Test:
    message: list[str | Expression] = [test.text or ""]
    for part in test:
        if part.tag == f"{_S}name":
            message.append(_expression(part.get("path", "name(.)"), namespaces))
        elif part.tag == f"{_S}value-of":
            message.append(_expression(part.get("select", "."), namespaces))
        message.append(part.tail or "")
    severity = _ROLES.get(test.get("role", ""), "error")
    expression = _expression(test.get("test", ""), namespaces)
    return Test(expression, test.tag == f"{_S}assert", severity, tuple(message))


def _expression(xpath: str, namespaces: Namespaces) -> Expression:
    return Expression(_CURRENT.sub("$current", xpath), namespaces)


def _tested(rule: Rule, node: Any, case: RuleCase) -> Iterator[Failure]:
    element = node if isinstance(node, etree._Element) else node.parent.elem
    try:
        variables: dict[str, Any] = {"current": node}
        for name, expression in rule.lets:
            variables[name] = expression.value(node, variables, case)
        for test in rule.tests:
            if test.expression.holds(node, variables, case) != test.must_hold:
                parts = (p if isinstance(p, str) else p.string(node, variables, case) for p in test.message)
                yield Failure(element, test.severity, " ".join("".join(parts).split()))
    except ValueError as error:  # a value of another type than the rule takes for granted, as a grammar tells
        yield Failure(element, "notice", f"A rule could not be tested here: {error}.")


def _at(root: etree._Element, path: str, namespaces: Namespaces) -> list[Any] | None:
    """The nodes that a path leads to by XPath 1.0; None if it is none of that, or has a prefix that is not declared."""
    evaluator = _xpath1(path, namespaces)
    try:
        return None if evaluator is None else list(evaluator(root))
    except etree.XPathError:
        return None


def _without_predicates(path: str) -> str:
    """A path without what is in brackets: it matches all that the path matches, and more."""
    while (shorter := _PREDICATES.sub("", path)) != path:
        path = shorter
    return path


@cache
def _xpath1(xpath: str, namespaces: Namespaces) -> Any:
    """The expression compiled by libxml2; None if it is not one of XPath 1.0."""
    try:
        return etree.XPath(xpath, namespaces=dict(namespaces), smart_strings=False)
    except etree.XPathSyntaxError:
        return None


def _xpath3(xpath: str, namespaces: Namespaces, node: Any, variables: Variables, *, nodes: bool = False) -> Any:
    """What elementpath makes of an expression at a node of lxml's or of its own; `nodes` as its own."""
    from elementpath import ElementPathError, XPathContext
    from elementpath.xpath3 import XPath3Parser

    try:
        token = XPath3Parser(namespaces=dict(namespaces)).parse(xpath)
        if isinstance(node, etree._Element):
            context = XPathContext(node.getroottree(), item=node, variables=dict(variables))
        else:
            context = XPathContext(node.parent.elem.getroottree(), item=node, variables=dict(variables))
        if nodes:
            return [getattr(item, "elem", item) for item in token.select(context)]
        return token.get_results(context)
    except ElementPathError as error:
        raise ValueError(f"the expression “{xpath}” cannot be read ({error})") from error
