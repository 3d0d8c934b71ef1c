"""ISO Schematron (ISO/IEC 19757-3): rules that a grammar cannot say, from a schema of their own or out of a RELAX NG.

What is understood: `ns`, `pattern`, `rule` with `let`, `assert` and `report` with `name` and `value-of`; no abstract
patterns, phases or diagnostics, which neither our schema nor TEI All has. XPath 1.0 is evaluated by libxml2; an
expression that is none, by elementpath (XPath 3.1, for `gt`, `tokenize` and the like), and that only where an element
of the name is there at all, since it is a hundred times slower. `current()` of XSLT is the element of the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from lxml import etree

from pipeline.findings import Severity
from pipeline.tei.names import NAMESPACES

SCH: Final = "http://purl.oclc.org/dsdl/schematron"
_S: Final = f"{{{SCH}}}"
_ROLES: Final[Mapping[str, Severity]] = {"warning": "warning", "nonfatal": "warning", "info": "notice"}
"""`@role` of an assertion, where it is not an error (the words are those of TEI All)."""
_CURRENT: Final = re.compile(r"\bcurrent\(\)")
_PREDICATES: Final = re.compile(r"\[[^\[\]]*\]")

Variables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expression:
    """An XPath expression, which may use variables; `current` is one of them."""

    xpath: str
    namespaces: tuple[tuple[str, str], ...]

    def value(self, node: Any, variables: Variables) -> Any:
        """What it gives at a node: a list, a string, a number or a truth. Raises ValueError if it cannot be read."""
        first = _xpath1(self.xpath, self.namespaces) if isinstance(node, etree._Element) else None
        if first:
            with suppress(etree.XPathEvalError):  # it calls a function that is none of XPath 1.0
                return first(node, **variables)
        return _xpath3(self.xpath, self.namespaces, node, variables)

    def holds(self, node: Any, variables: Variables) -> bool:
        """Its effective boolean value at a node."""
        return bool(self.value(node, variables))

    def string(self, node: Any, variables: Variables) -> str:
        """Its string value at a node."""
        found = self.value(node, variables)
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
    namespaces: tuple[tuple[str, str], ...]
    lets: tuple[tuple[str, Expression], ...]
    tests: tuple[Test, ...]

    def nodes(self, root: etree._Element) -> list[Any]:
        """The nodes of the context: elements, or attributes as elementpath has them."""
        paths = [f"//{part.strip()}" for part in re.split(r"\|(?![^\[]*\])", self.context)]
        found: list[Any] = []
        for path in paths:
            first = _xpath1(path, self.namespaces)
            known = first(root) if first else []
            if first and all(isinstance(node, etree._Element) for node in known):
                found += known
            elif _xpath1(bare := _without_predicates(path), self.namespaces) is None or _found(bare, self, root):
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

    def failures(self, root: etree._Element) -> Iterator[Failure]:
        """All that is wrong with a tree, pattern after pattern."""
        for rules in self.patterns:
            seen: set[Any] = set()
            for rule in rules:
                fresh = [node for node in rule.nodes(root) if node not in seen]
                seen.update(fresh)
                for node in fresh:
                    yield from _tested(rule, node)


def load(schema: etree._Element) -> Schematron:
    """The rules of a Schematron schema, or those that are embedded anywhere in another one (a RELAX NG of the TEI)."""
    prefixes = {ns.get("prefix", ""): ns.get("uri", "") for ns in schema.iter(f"{_S}ns")}
    namespaces = tuple(sorted((NAMESPACES | prefixes).items()))
    patterns = (tuple(_rule(rule, namespaces) for rule in pattern.iter(f"{_S}rule")) for pattern in _patterns(schema))
    return Schematron(tuple(patterns))


def _patterns(schema: etree._Element) -> Iterator[etree._Element]:
    """The patterns that are rules; TEI's examples show some as well."""
    return schema.iter(f"{_S}pattern")


def _rule(rule: etree._Element, namespaces: tuple[tuple[str, str], ...]) -> Rule:
    lets = tuple((let.get("name", ""), _expression(let.get("value", ""), namespaces)) for let in rule.iter(f"{_S}let"))
    tests = tuple(_test(test, namespaces) for test in rule.iter(f"{_S}assert", f"{_S}report"))
    return Rule(rule.get("context", ""), namespaces, lets, tests)


def _test(test: etree._Element, namespaces: tuple[tuple[str, str], ...]) -> Test:
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


def _expression(xpath: str, namespaces: tuple[tuple[str, str], ...]) -> Expression:
    return Expression(_CURRENT.sub("$current", xpath), namespaces)


def _tested(rule: Rule, node: Any) -> Iterator[Failure]:
    variables: dict[str, Any] = {"current": node}
    for name, expression in rule.lets:
        variables[name] = expression.value(node, variables)
    for test in rule.tests:
        if test.expression.holds(node, variables) != test.must_hold:
            parts = (part if isinstance(part, str) else part.string(node, variables) for part in test.message)
            element = node if isinstance(node, etree._Element) else node.parent.elem
            yield Failure(element, test.severity, " ".join("".join(parts).split()))


def _found(path: str, rule: Rule, root: etree._Element) -> bool:
    evaluator = _xpath1(path, rule.namespaces)
    return evaluator is not None and bool(evaluator(root))


def _without_predicates(path: str) -> str:
    """A path without what is in brackets: it matches all that the path matches, and more."""
    while (shorter := _PREDICATES.sub("", path)) != path:
        path = shorter
    return path


@cache
def _xpath1(xpath: str, namespaces: tuple[tuple[str, str], ...]) -> Any:
    """The expression compiled by libxml2; None if it is not one of XPath 1.0."""
    try:
        return etree.XPath(xpath, namespaces=dict(namespaces), smart_strings=False)
    except etree.XPathSyntaxError:
        return None


def _xpath3(
    xpath: str, namespaces: tuple[tuple[str, str], ...], node: Any, variables: Variables, *, nodes: bool = False
) -> Any:
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
