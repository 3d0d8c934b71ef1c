"""Typst, the typesetter: a compiler in the wheel `typst`, run in this process.

Quirks: it reads any file below its root, so that it gets a folder with nothing but what it needs; without `timestamp` a
PDF has the time in it; the fonts of the machine are asked unless that is forbidden.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from pipeline.errors import ToolError
from pipeline.publish import glyphs

if TYPE_CHECKING:
    from typst import PDFStandard

TEMPLATES: Final = Path(glyphs.__file__).parent
"""Where our templates are."""


def compiled(
    templates: Sequence[str],
    data: glyphs.Prepared,
    format_: Literal["pdf", "png"],
    standards: Sequence[PDFStandard] = (),
    files: Mapping[str, bytes] = MappingProxyType({}),
    ppi: float = 144.0,
) -> bytes:
    """What Typst makes of templates, the first of which takes the others in, in a folder with nothing but those and
    some files: it can read no other. Raises RuntimeError if it refuses, ToolError if it is missing."""
    try:
        import typst
    except ImportError as error:
        raise ToolError("typst is not installed; run `make` again, or `pip install typst`") from error
    with tempfile.TemporaryDirectory(prefix="ecdosis-") as folder:
        own = {name: (TEMPLATES / name).read_bytes() for name in templates}
        for name, content in {**files, **own}.items():
            Path(folder, name).write_bytes(content)
        return typst.compile(
            Path(folder, templates[0]),
            root=Path(folder),
            format=format_,
            sys_inputs={"data": json.dumps(data.data, ensure_ascii=False)},
            ppi=ppi,
            pdf_standards=list(standards),
            font_paths=data.folders,
            ignore_system_fonts=not data.own,
            timestamp=0,
        )


def message(error: RuntimeError) -> str:
    """What Typst says of its refusal, without the place in the template."""
    return str(error).strip().splitlines()[0]
