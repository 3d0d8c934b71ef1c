"""Typst, the typesetter: a compiler in the wheel `typst`, run in this process.

Quirks: it reads any file below its root, so that it gets a folder with nothing but what it needs; without `timestamp` a
PDF has the time in it; the fonts of the machine are asked unless that is forbidden; it keeps all that it found out for
the last books, some 600 MB for each MB of text, in case they come again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from ecdosis.errors import ToolError
from ecdosis.storage.scratch import scratch

if TYPE_CHECKING:
    from typst import PDFStandard

KEPT: Final = 10
"""The last works for which Typst keeps what it found out (typst-py, `comemo::evict`)."""
PANIC: Final = "PanicException"
"""The class of a mistake in a program in Rust as Python sees it (PyO3), which is no `Exception`."""
_PLACE: Final = re.compile(r" \(occurred at [^)]*\)")
_CODE_POINT: Final = re.compile(r"`?\"\\u\{([0-9a-f]+)\}\"`?")


def compiled(
    templates: Sequence[Path],
    data: Mapping[str, Any],
    format_: Literal["pdf", "png"],
    standards: Sequence[PDFStandard] = (),
    files: Mapping[str, bytes] = MappingProxyType({}),
    ppi: float = 144.0,
    fonts: Sequence[Path] = (),
    machine: bool = False,
    tags: bool = True,
) -> bytes:
    """What Typst makes of templates, the first of which takes the others in, in a folder with nothing but those and
    some files: it can read no other. `fonts` are folders of fonts; `machine`: those of the machine are looked at too;
    `tags`: a PDF has the structure of the text in it. Raises RuntimeError if it refuses, ToolError if it is missing."""
    try:
        import typst
    except ImportError as error:
        raise ToolError("typst is not installed, though Ecdosis needs it: run `pip install typst`") from error
    with scratch() as folder:
        own = {path.name: path.read_bytes() for path in templates}
        for name, content in {**files, **own}.items():
            Path(folder, name).write_bytes(content)
        try:
            return typst.compile(
                Path(folder, templates[0].name),
                root=folder,
                format=format_,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                ppi=ppi,
                pdf_standards=list(standards),
                font_paths=list(fonts),
                ignore_system_fonts=not machine,
                timestamp=0,
                pdf_tags=tags,
            )
        except BaseException as error:
            if type(error).__name__ != PANIC:
                raise
            raise RuntimeError(f"internal error: {error}") from error


def forget() -> None:
    """Make Typst give back what it keeps in this process. It looks how old that is at the end of each work, so it is
    given some that are nothing (7 ms in all)."""
    try:
        import typst
    except ImportError:  # then it keeps nothing
        return
    compiler = typst.Compiler(ignore_system_fonts=True)
    for _ in range(KEPT + 1):
        compiler.compile(b"", format="svg")


def is_internal(error: RuntimeError) -> bool:
    """Whether Typst refused by a mistake of its own."""
    return str(error).startswith("internal error")


def message(error: RuntimeError) -> str:
    """What Typst says of its refusal, without the place in template or program; code points as people write them."""
    said = _PLACE.sub("", str(error).strip().splitlines()[0])
    return _CODE_POINT.sub(lambda match: f"U+{int(match[1], 16):04X}", said)
