"""An input: the books of a tower, which have some facts at their head and a bar where a line ends."""

from __future__ import annotations

from ecdosis.inputs.input import Extracted, Input

HEAD = "#bells\n"


def extract(data: bytes) -> Extracted:
    """The text of a book, and what its head says."""
    text = data.decode("utf-16")
    if not text.startswith(HEAD):
        raise ValueError("it does not begin with #bells")
    head, _, body = text.removeprefix(HEAD).partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    return Extracted(body.replace("|", "\n"), facts)


INPUT = Input("tower-book", ("bells",), "application/x-bells", "ecdosis_bell.input:extract")
