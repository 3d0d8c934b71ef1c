"""What `import ecdosis` has, described by its own signatures and documentation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence

import ecdosis


def described() -> Sequence[str]:
    """The parts of the page about the Python interface: functions and classes first, each by its name."""
    parts: list[str] = []
    for name in sorted(ecdosis.__all__, key=lambda name: (not callable(getattr(ecdosis, name)), name)):
        thing = getattr(ecdosis, name)
        if inspect.isclass(thing):
            parts += [f"## {name}", _class(thing)]
        elif callable(thing):
            parts += [f"## {name}", _function(f"ecdosis.{name}", thing)]
        else:
            parts += [f"## {name}", f"`{thing!r}`"]
    return parts


def _class(thing: type) -> str:
    shown = [_doc(thing)]
    if issubclass(thing, Exception) and (status := getattr(thing, "status", None)):
        shown.append(f"[Exit status](exit-status.md): {status}.")
    if hasattr(thing, "__dataclass_fields__"):
        shown.append(f"```python\n{thing.__name__}{_signature(thing)}\n```")
    for name, member in vars(thing).items():
        if name.startswith("_") or not (wrapped := _member(member)) or not (inspect.getdoc(wrapped) or ""):
            continue
        if inspect.isfunction(member):
            shown += [f"### {thing.__name__}.{name}", _function(name, wrapped)]
        else:
            shown += [f"### {thing.__name__}.{name}", _doc(wrapped)]
    return "\n\n".join(shown)


def _member(member: object) -> Callable[..., object] | None:
    """The function of a method, property or cached property."""
    found = getattr(member, "fget", None) or getattr(member, "func", None) or member
    return found if inspect.isfunction(found) else None


def _function(name: str, thing: Callable[..., object]) -> str:
    return f"```python\n{name}{_signature(thing)}\n```\n\n{_doc(thing)}"


class _AsWritten(str):
    """A type as it stands in the code, which `inspect` shows without quotation marks."""

    def __repr__(self) -> str:
        return str(self)


def _signature(thing: Callable[..., object]) -> str:
    """What it takes and gives, as a person would write it."""
    found = inspect.signature(thing)
    takes = [
        one.replace(annotation=_AsWritten(one.annotation)) for one in found.parameters.values() if one.name != "self"
    ]
    gives = found.return_annotation
    shown = found.replace(parameters=takes, return_annotation=_AsWritten(gives) if gives else inspect.Signature.empty)
    return str(shown).replace("PosixPath(", "Path(")


def _doc(thing: object) -> str:
    return inspect.getdoc(thing) or ""
