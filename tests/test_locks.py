"""What `make` installs: every package pinned with its digests, a lock for each group, all of one resolution."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
LOCKS = {
    "": "requirements.lock",
    "test": "requirements-test.lock",
    "check": "requirements-check.lock",
    "docs": "requirements-docs.lock",
}


def pins(lock: str) -> dict[str, str]:
    """The versions of a lock by the names of the packages."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.M)}


def asked(group: str) -> list[Requirement]:
    """What pyproject.toml asks for in a group, or, without one, to build."""
    named = GROUPS[group] if group else PROJECT["project"]["dependencies"] + GROUPS["build"]
    return [
        one
        for line in named
        for one in (asked(line["include-group"]) if isinstance(line, dict) else [Requirement(line)])
    ]


@pytest.mark.parametrize("group", LOCKS)
def test_a_lock_has_what_is_asked_for_in_a_version_that_will_do(group: str) -> None:
    have = pins(LOCKS[group])
    assert asked(group)
    for one in asked(group):
        assert one.specifier.contains(have[canonicalize_name(one.name)]), f"{one}: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS.values())
def test_every_package_is_pinned_by_its_digests(lock: str) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.M)[1:]
    assert len(entries) >= len(pins(lock))
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry)
        assert "--hash=sha256:" in entry


def test_the_locks_are_of_one_resolution() -> None:
    """A package that stands in two of them has one version, else the second would undo the first."""
    found: dict[str, set[str]] = {}
    for lock in LOCKS.values():
        for name, version in pins(lock).items():
            found.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in found.items() if len(versions) > 1} == {}


@pytest.mark.parametrize("group", ["test", "check", "docs"])
def test_what_builds_needs_nothing_of_what_tests_and_checks(group: str) -> None:
    only = {canonicalize_name(one.name) for one in asked(group)} - {"packaging"}
    assert only
    assert not only & pins(LOCKS[""]).keys()


def test_there_is_a_lock_for_each_group() -> None:
    assert {*GROUPS} == {*LOCKS, "build"} - {""}
    assert {path.name for path in ROOT.glob("requirements*.lock")} == set(LOCKS.values())


@pytest.mark.parametrize("script", [".ci/run", ".github/workflows/test.yml"])
def test_what_is_run_of_itself_are_targets_that_there_are(script: str) -> None:
    text = (ROOT / script).read_text(encoding="utf-8")
    lines = re.findall(r"(?:step|run:) make ((?:[a-z]+ ?)+)", text)
    asked = {name for line in lines for name in line.split()}
    there = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert {"check", "test", "wheel", "languagetool", "checkers"} <= asked <= there
