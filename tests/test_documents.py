"""The documentation says what is there."""

from __future__ import annotations

import re

from conftest import ROOT


def test_every_promise_names_tests_that_there_are() -> None:
    page = (ROOT / "docs" / "promises.md").read_text()
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith(("| promise", "| ---"))]
    assert len(rows) > 12
    for row in rows:
        named = re.findall(r"`(tests/\w+\.py)`", row.split(" | ")[2])
        assert named, row
        assert all((ROOT / name).is_file() for name in named), row


def test_links_of_the_readme_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "docs" / "promises.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), target
