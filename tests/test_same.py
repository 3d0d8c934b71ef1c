"""The program that compares two releases (tests/same.py) sees every difference and allows no more than its list."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

import same
from same import LIST, Allowed, Difference, Rule, Side, Subject, differences, differing, listed

OLD = {"build": ["exit status 0"], "read": ["The lamp.", "The boat."], "restore": ["the source"]}


def found(new: dict[str, list[str]], *rules: Rule) -> dict[str, tuple[str, ...]]:
    return {one.aspect: one.lines for one in differences("a.txt", OLD, new, rules)}


def test_what_is_the_same_is_no_difference() -> None:
    assert found(dict(OLD)) == {}


def test_every_aspect_is_compared_and_a_missing_one_is_a_difference() -> None:
    assert found(OLD | {"read": ["The lamp.", "The goat."]}) == {"read": ("-The boat.", "+The goat.")}
    assert found({"build": ["exit status 4"]}) == {
        "build": ("-exit status 0", "+exit status 4"),
        "read": ("-The lamp.", "-The boat."),
        "restore": ("-the source",),
    }


def test_a_text_that_the_base_did_not_build_differs_in_that_alone() -> None:
    failed = {"build": ["exit status 4"]}
    assert [one.aspect for one in differences("a.txt", failed, OLD)] == ["build"]


def test_lines_that_look_like_a_diff_are_lines() -> None:
    assert differing(["--- a", "@@ -1 +1 @@", "same"], ["+++ b", "same"]) == ["---- a", "-@@ -1 +1 @@", "++++ b"]
    assert differing(["a\u2028b"], ["a\u2028c"]) == ["-a\u2028b", "+a\u2028c"]


def test_what_is_only_written_otherwise_is_the_same_in_its_aspects_alone() -> None:
    rule = Rule(("read",), r"\bboat\b", "ferry", "another word")
    assert found(OLD | {"read": ["The lamp.", "The ferry."]}, rule) == {}
    assert found(OLD | {"read": ["The lamp.", "The ship."]}, rule) == {"read": ("-The ferry.", "+The ship.")}
    assert found(OLD | {"restore": ["the boat"]}, rule) == {"restore": ("-the source", "+the boat")}


def test_words_of_a_product_are_made_alike_as_running_text() -> None:
    """What is said in two words may be one now; what `read` says is still looked at line by line."""
    rule = Rule(("epub", "read"), r"\bset aside\b", "out", "another word")
    old = {"epub": ["It", "is", "set", "aside."], "read": ["It is set", "aside."]}
    new = {"epub": ["It", "is", "out."], "read": ["It is out."]}
    told = {one.aspect: one.lines for one in differences("a.txt", old, new, [rule])}
    assert told == {"read": ("-It is set", "-aside.", "+It is out.")}
    assert not list(differences("a.txt", {"epub": []}, {}, [rule]))
    assert list(differences("a.txt", old, {"epub": [], "read": old["read"]}, [rule]))


def test_what_is_left_is_written_as_entries_that_lack_but_their_reasons(tmp_path: Path) -> None:
    left = [
        Difference("a [1].txt", "read", ("-The boat.", "+The goat.")),
        Difference("a [1].txt without decisions", "read", ("-The boat.", "+The coat.")),
        Difference("b “x”.xml", "epub", ("-lamp",)),
    ]
    path = tmp_path / "list.toml"
    path.write_text(same.entries(left), encoding="utf-8")
    with pytest.raises(ValueError, match="an entry needs a reason"):
        listed(path)
    path.write_text(path.read_text(encoding="utf-8").replace('reason = ""', 'reason = "so"'), encoding="utf-8")
    _, allowed = listed(path)
    assert len(allowed) == 2
    assert all(any(one.covers(found) for one in allowed) for found in left)
    assert not any(one.covers(Difference("a [1].txt", "read", ("-The boat.",))) for one in allowed)


def test_an_entry_allows_its_text_its_aspects_and_its_lines() -> None:
    difference = Difference("a.txt", "read", ("-The boat.", "+The goat."))
    assert Allowed("a.*", ("re*",), "why", lines=2).covers(difference)
    assert Allowed("a.txt", ("changes", "read"), "why", (difference.digest,)).covers(difference)
    for other in (
        Allowed("b.txt", ("read",), "why", lines=2),
        Allowed("a.txt", ("restore",), "why", lines=2),
        Allowed("a.txt", ("read",), "why", lines=1),
        Allowed("a.txt", ("read",), "why", ("0123456789ab",)),
        Allowed("a.txt", ("read",), "why", (Difference("a.txt", "read", ("-The boat.",)).digest,)),
    ):
        assert not other.covers(difference)


@pytest.mark.parametrize("bounds", ["", "lines = 0", 'lines = 3\ndigests = ["0123456789ab"]'])
def test_an_entry_without_bounds_is_refused(bounds: str, tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text(f'[[allowed]]\ntext = "a.txt"\naspects = ["read"]\nreason = "so"\n{bounds}\n')
    with pytest.raises(ValueError, match=r"a\.txt: an entry needs"):
        listed(path)


def test_our_own_list_can_be_read_and_lets_nobody_lose_a_source() -> None:
    rules, allowed = listed(LIST)
    assert all(one.reason for one in rules)
    lost = Difference("x.txt", "restore", ("-the source", "+0"))
    assert not any(one.covers(lost) for one in allowed)


def test_both_command_lines_are_asked_and_the_base_only_once(tmp_path: Path) -> None:
    """A program that writes down how often it is asked, and gives back the source in capitals."""
    text = tmp_path / "lamp.txt"
    text.write_text("The lamp.")
    command = tmp_path / "program"
    command.write_text(
        f"""#!/bin/sh
echo "$1" >> {tmp_path}/asked
case "$1" in
build) mkdir out; cp "$2" out/lamp.xml; echo '<p>The <b>lamp</b></p><style>no word</style>' > out/lamp.html;;
restore) tr a-z A-Z < "$2";;
*) echo "$1 of $(cat "$2")";;
esac
"""
    )
    command.chmod(0o755)
    kept = Side(command, tmp_path / "kept")
    first = same.answers(kept, Subject(text))
    assert first["build"] == ["exit status 0"]
    assert first["queries"] == ["exit status 0", "queries of The lamp.", ""]
    assert first["restore"] != ["exit status 0", "the source"]
    assert first["html"] == ["The", "lamp"]
    asked = (tmp_path / "asked").read_text()
    assert asked.split() == ["build", "changes", "read", "blocks", "queries", "restore"]
    assert same.answers(kept, Subject(text)) == first
    assert (tmp_path / "asked").read_text() == asked
    text.write_text("The boat.")
    assert same.answers(kept, Subject(text))["read"] == ["exit status 0", "read of The boat.", ""]


def test_a_text_is_found_with_its_descriptor_and_twice_if_it_has_decisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same, "ROOT", tmp_path / "root")
    (tmp_path / "root" / "seeds").mkdir(parents=True)
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("a.txt", "a.decisions.tsv", "a.expected.txt", "b.txt", "c.xml", "c.png", "README.md", "facts.toml"):
        (texts / name).write_text(name)
    descriptor = tmp_path / "root" / "seeds" / "known.toml"
    descriptor.write_text(f'sha256 = "{sha256(b"b.txt").hexdigest()}"')
    told = {one.name: {path.name for path in (*one.beside, *one.seeds)} for one in same.subjects([texts])}
    assert told == {
        "a.txt": {"a.decisions.tsv"},
        "a.txt without decisions": {"a.decisions.tsv"},
        "b.txt": {"known.toml"},
        "c.xml": {"c.png"},
    }
