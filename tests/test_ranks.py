"""How deep headings stand that are named and numbered: parts above chapters."""

from __future__ import annotations

import pytest

from test_blocks import divided, filled


def levels(*heads: str, text: str = "[[P]]\n\n[[P]]") -> list[int]:
    """The levels of headings, each above text but for those with a full stop at the end, which the next follows."""
    source = "\n\n\n\n".join(head.rstrip(".") + ("" if head.endswith(".") else f"\n\n{text}") for head in heads)
    _, division = divided(filled(f"[[P]]\n\n\n\n{source}"))
    return [block.level for block in division.blocks if block.type == "head"]


PARTS = ("PART I", "PART II", "PART III")
THREE = ("CHAPTER I", "CHAPTER II", "CHAPTER III")


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (("PART I.", *THREE, "PART II.", *THREE), [1, 2, 2, 2] * 2),
        (("PART FIRST.", *THREE, "PART SECOND.", *THREE), [1, 2, 2, 2] * 2),
        (("FIRST PART.", *THREE, "SECOND PART.", *THREE), [1, 2, 2, 2] * 2),
        (("PART I", *THREE, "PART II", "CHAPTER IV", "CHAPTER V", "CHAPTER VI"), [1, 2, 2, 2] * 2),  # counted on
        (("BOOK I.", "PART I.", *THREE, "PART II.", *THREE, "BOOK II.", "PART I.", *THREE, "PART II.", *THREE),
         [1, 2, 3, 3, 3, 2, 3, 3, 3] * 2),
        (("CHAPTER I.", *PARTS, "CHAPTER II.", *PARTS), [1, 2, 2, 2] * 2),
        ((*THREE, "PART I.", *THREE), [1] * 7),  # one part has nothing beside it
        (("LETTER I", "LETTER II", *THREE), [1] * 5),  # the chapters are none of a letter
        ((*THREE, "APPENDIX I", "APPENDIX II"), [1] * 5),
    ],
)  # fmt: skip
def test_parts_and_chapters(heads: tuple[str, ...], found: list[int]) -> None:
    assert levels(*heads) == found


def test_a_title_in_capitals_above_all_parts_is_as_deep_as_these() -> None:
    assert levels("THE FERRY", "PART I.", *THREE, "PART II.", *THREE) == [1, *[1, 2, 2, 2] * 2]
    assert levels("PART I.", *THREE, "THE FERRY", "PART II.", *THREE)[4] == 3
