"""What checks find, as data: nothing here prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "notice"]
"""An error is a failure; a warning asks a person to look, who may find all right; a notice says what could not be
checked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found: in which file, at which line of it (from 1, None if unknown), what and what to do,
    and some words of the place (empty if there are none).

    `file` is None where it is about no file, as when a program is missing.
    """

    file: Path | None
    check: str
    severity: Severity
    message: str
    line: int | None = None
    context: str = ""

    @property
    def where(self) -> str:
        """`file:line` as editors understand it; empty if it is about no file."""
        place = str(self.file) if self.file else ""
        return f"{place}:{self.line}" if place and self.line else place


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, the files that each check was made on (only checks that could be made are named), and with which
    program (`EPUBCheck 5.3.0`)."""

    findings: tuple[Finding, ...] = ()
    checked: Mapping[str, tuple[Path, ...]] = field(default_factory=lambda: MappingProxyType({}))
    programs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def failed(self) -> bool:
        """Whether anything is wrong: an error. What only looks odd, or could not be checked, is not."""
        return any(finding.severity == "error" for finding in self.findings)
