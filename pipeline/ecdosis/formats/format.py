"""What an output format says of itself, and what makes a product of a book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ecdosis.errors import ToolError
from ecdosis.formats.design import Design

if TYPE_CHECKING:
    from ecdosis.book.book import Book
    from ecdosis.formats.pdf.glyphs import Missing

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
"""Nothing lies beside a product."""


@dataclass(frozen=True, slots=True)
class Made:
    """A product: its bytes, what a person should know of it, and the characters of its text that no font at hand
    has."""

    content: bytes
    notes: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()


Maker = Callable[["Book", Design, Mapping[str, str]], Made]
"""What makes a product of a book, with some looks; it is told the relative addresses of what lies beside it, by ending
(see `Format.links`). Raises ToolError if it needs a program that is not there."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program from outside that checks files of a format: its name in reports, what it means if it finds nothing, the
    module that runs it (`validation.editions.Checker`), and what that keeps busy: those that need the same run one
    after the other."""

    name: str
    means: str
    module: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """An output format. Its name is the ending of its files, without the dot.

    `title` is what links call it; `media_type` one of IANA's. `maker` names a `Maker` as `module:function`, so that
    nothing is loaded before it is needed. `built`: whether a build makes it, or only `ecdosis publish --to`. `links`:
    it leads to the files beside it, so it is made after them.

    What `ecdosis validate` does with a file of it: `check` names a function (path, bytes) -> findings, and `whole` says
    what it means if that finds nothing; `programs` check it as well; `says` names a `validation.agreement.Says`, which
    gives the words of the file: they must be those of the TEI. `package`: that of the plug-in it comes from, with its
    version; empty for our own.
    """

    name: str
    title: str
    media_type: str
    maker: str
    built: bool = False
    links: bool = False
    check: str = ""
    whole: str = ""
    programs: tuple[Program, ...] = ()
    says: str = ""
    package: str = ""

    @property
    def checkable(self) -> bool:
        """Whether a file of it can be checked by itself."""
        return bool(self.check or self.programs)

    def make(self, book: Book, design: Design = Design(), beside: Mapping[str, str] = NOTHING) -> Made:
        """The product of a book. Raises ToolError; of a plug-in, for whatever goes wrong in it."""
        from ecdosis import plugins

        maker: Maker = plugins.attribute(self.maker)
        if not self.package:
            return maker(book, design, beside)
        try:
            made = maker(book, design, beside)
        except ToolError:
            raise
        except Exception as error:  # whatever a program of others does
            raise ToolError(plugins.failed(self.package, f"{type(error).__name__}: {error}")) from error
        if not isinstance(made, Made):
            raise ToolError(plugins.failed(self.package, f"it made no product, but {made!r:.60}"))
        return made
