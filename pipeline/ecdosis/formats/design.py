"""What a person may choose of the looks of the products; what they say is the same in any design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Paper = Literal["a5", "a4", "letter"]
PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)
"""The sheets that the PDF can be set for (ISO 216; ANSI/ASME Y14.1)."""


@dataclass(frozen=True, slots=True)
class Design:
    """The paper of the PDF; `signs`: whether a quiet sign shows in the text where a reading was changed."""

    paper: Paper = "a5"
    signs: bool = True
