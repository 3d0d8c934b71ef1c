"""Which tests would notice that a piece of the program is altered: those that execute it, the likeliest first.

What is altered is a statement. If it stands in a function, a test that would notice it executes it, and `recording.py`
has seen which do. If it does not (a constant, a row of a table, a pattern), it was executed when its module was
imported and belongs to no test: then what counts is where its name is read, in its own module and in those that import
it; if that is outside of functions again, where the names are read that are made of it.

First comes the file of tests that has its name from the altered file or its room, or else is most about it (whose
chosen tests execute most lines of it, all together), then the next. In each, what takes few seconds for each line that
it executes comes first. What takes far longer than tests do, such as what builds whole books to look at something else,
comes after all others, unless its file has the name of the altered one.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Final

_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """A file of the package as far as names matter: where each is read (as `name`, or as `base.name`), and as what
    others' names are imported, with the last part of the module that they come from."""

    tree: ast.Module
    reads: Mapping[str, Sequence[tuple[str | None, int]]]
    imports: Mapping[str, tuple[str, str]]


def module(code: str) -> Module:
    tree = ast.parse(code)
    reads: defaultdict[str, list[tuple[str | None, int]]] = defaultdict(list)
    imports: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            reads[node.id].append((None, node.lineno))
        elif isinstance(node, ast.Attribute):
            base = node.value.id if isinstance(node.value, ast.Name) else ""
            reads[node.attr].append((base, node.end_lineno or node.lineno))
        elif isinstance(node, ast.ImportFrom):
            source = (node.module or "").rpartition(".")[2]
            imports |= {name.asname or name.name: (source, name.name) for name in node.names}
    return Module(tree, reads, imports)


@cache
def modules(folder: Path) -> Mapping[str, Module]:
    """All modules of a copy of the package, which is not altered yet."""
    files = sorted(folder.rglob("*.py"))
    return {path.relative_to(folder).as_posix(): module(path.read_text(encoding="utf-8")) for path in files}


def altered(code: str, old: str, new: str) -> range:
    """The lines of the code that change where `old`, which stands there once, becomes `new`."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    start = code.index(old) + head
    end = max(start, code.index(old) + len(old) - tail - 1)
    return range(code.count("\n", 0, start) + 1, code.count("\n", 0, end) + 2)


def _alike(first: str, second: str) -> int:
    """How many characters the two begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def places(modules: Mapping[str, Module], file: str, lines: range) -> dict[str, set[int]]:
    """The lines in functions, file by file, whose work an alteration of these lines can change."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    todo = [(file, line) for line in lines]
    seen = set(todo)
    while todo:
        file, line = todo.pop()
        path = _path(modules[file].tree, line)
        if path and any(isinstance(node, _FUNCTIONS) for node in path):
            found[file].update(_lines(path[-1], line))
            continue
        new = {place for name in _bound(path) for place in _readers(modules, file, name)} - seen
        seen |= new
        todo += sorted(new)
    return found


def _path(node: ast.AST, line: int) -> list[ast.stmt]:
    """The statements in which a line stands, from the outermost to the innermost."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            if child.lineno <= line <= (child.end_lineno or child.lineno):
                return [child, *_path(child, line)]
        elif not isinstance(child, ast.expr) and (inner := _path(child, line)):
            return inner
    return []


def _lines(statement: ast.stmt, line: int) -> range:
    """Of a statement with others inside, the lines of its head, if the line is one of them; else all of its lines."""
    last = (statement.end_lineno or statement.lineno) + 1
    body = getattr(statement, "body", None)
    if not body or isinstance(statement, _FUNCTIONS) or line >= body[0].lineno:
        return range(statement.lineno, last)
    return range(statement.lineno, body[0].lineno)


def _bound(path: Sequence[ast.stmt]) -> set[str]:
    """The names that a statement outside of functions gives something; if none, that of the class around it."""
    targets = path[-1:] if path and isinstance(path[-1], ast.Assign | ast.AnnAssign | ast.AugAssign) else []
    stored = (node for statement in targets for node in ast.walk(statement) if isinstance(node, ast.Name))
    names = {node.id for node in stored if isinstance(node.ctx, ast.Store)}
    return names or {statement.name for statement in path[-1:] if isinstance(statement, ast.ClassDef)}


def _readers(modules: Mapping[str, Module], file: str, name: str) -> Iterator[tuple[str, int]]:
    """Where a name of this file is read: the file and the line."""
    parts = file.removesuffix(".py").removesuffix("/__init__").split("/")
    yield from ((file, line) for _, line in modules[file].reads.get(name, ()))
    for other, module in modules.items():
        if other == file:
            continue
        for known, origin in module.imports.items():
            if origin == (parts[-1], name):
                yield from ((other, line) for base, line in module.reads.get(known, ()) if base is None)
            elif origin[1] == parts[-1] or origin[0] == parts[-1]:  # the module, or a class that has this name
                yield from ((other, line) for base, line in module.reads.get(name, ()) if base == known)
