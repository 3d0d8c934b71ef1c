"""What is particular to languages: for each a folder with all that Ecdosis knows of it, read when it is asked for.

Our own are the folders beside this file. A package of somebody else's has one more: an entry point of the group
`ecdosis.languages`, whose name is the code of the language, names a package that is such a folder. A language may lack
any part; what needs that part then does nothing with a text in it.

Tables of many languages with a few words of each (`dates.toml`, and those beside the stages) are not parted by
language: they also serve texts whose language is not known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, Final

from ecdosis import plugins
from ecdosis.errors import ToolError
from ecdosis.languages.parts import Affixes, Confusions, Grammar, Letters, Spellings, Titles, Weights

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

GROUP: Final = "ecdosis.languages"
FALLBACK: Final = "en"
"""The language in which Ecdosis speaks where it has no words in that of a book: all of its parts are there."""
PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "interface": "what a book says itself: headings, the imprint, labels, the names of changes",
        "letters": "its letters, and which of them are words by themselves (in `language.toml`)",
        "titles": "how titles of works are written (in `language.toml`)",
        "affixes": "how words are made of others",
        "words": "lists of words, with their sources and licences: `dictionary`, `spoken`, `misspellings`",
        "confusions": "what is misread and mistyped for what, and how often",
        "weights": "what was learnt of how slips show themselves",
        "grammar": "rules that need no parser",
        "spellings": "how it was written in other times",
    }
)
"""The parts that a language may have, and what each is: a file of its folder, where nothing else is said."""
PROOFREAD: Final = frozenset(("letters", "words", "confusions", "weights"))
"""The parts that it takes to find misread and mistyped words."""
_CODE: Final = re.compile(r"[a-z]{2,3}")
_ABOUT: Final = "language.toml"


@dataclass(frozen=True)
class Language:
    """A language: its code (ISO 639), its folder (None: nothing is known of it), and what this has. A part that is not
    there is empty."""

    code: str
    folder: Traversable | None = None

    @cached_property
    def parts(self) -> frozenset[str]:
        """The names of the parts that are there: of the files, without their endings, of the folder of words, and of
        the tables in `language.toml`."""
        if self.folder is None:
            return frozenset()
        names = {one.name.removesuffix(".toml") for one in self.folder.iterdir() if one.name.endswith(".toml")}
        tables = {name for name, told in self._about.items() if isinstance(told, dict)}
        words = {"words"} if self.folder.joinpath("words").is_dir() else set()
        return frozenset(names - {"language"} | tables | words)

    def has(self, parts: frozenset[str]) -> bool:
        """Whether some parts are all there."""
        return parts <= self.parts

    @property
    def name(self) -> str:
        """Its name in English; its code if nothing is known of it."""
        name: str = self._about.get("name", self.code)
        return name

    @property
    def trigrams(self) -> str:
        """The model of it among those that PocketSphinx has; empty if there is none."""
        model: str = self._about.get("trigrams", "")
        return model

    @cached_property
    def letters(self) -> Letters:
        return Letters.of(self._about.get("letters", {}))

    @cached_property
    def titles(self) -> Titles:
        return Titles.of(self._about.get("titles", {}))

    @cached_property
    def affixes(self) -> Affixes:
        return Affixes.of(self.table("affixes"))

    @cached_property
    def confusions(self) -> Confusions:
        return Confusions.of(self.table("confusions"))

    @cached_property
    def weights(self) -> Weights:
        return Weights.of(self.table("weights"))

    @cached_property
    def grammar(self) -> Grammar:
        return Grammar.of(self.table("grammar"))

    @cached_property
    def spellings(self) -> Spellings:
        return Spellings.of(self.table("spellings"))

    def words(self, name: str) -> Iterator[tuple[str, str]]:
        """The rows of a list of its words (`words/NAME.tsv.gz`); none if there is none. Raises ValueError if they have
        not two columns each."""
        if self.folder is None:
            return
        path = self.folder.joinpath("words", f"{name}.tsv.gz")
        if path.is_file():
            import gzip

            lines = gzip.decompress(path.read_bytes()).decode().removesuffix("\n")
            cells = lines.replace("\n", "\t").split("\t")
            yield from zip(cells[::2], cells[1::2], strict=True)

    def table(self, name: str) -> Mapping[str, Any]:
        """What `NAME.toml` says; nothing if there is none."""
        path = self.folder.joinpath(f"{name}.toml") if self.folder else None
        return tomllib.loads(path.read_text(encoding="utf-8")) if path and path.is_file() else {}

    @cached_property
    def _about(self) -> Mapping[str, Any]:
        return MappingProxyType(dict(self.table("language")))


@cache
def language(code: str) -> Language:
    """A language by its code (ISO 639); one that has nothing if it has no folder. Raises ToolError if a plug-in's
    cannot be used."""
    return languages().get(code) or Language(code)


@cache
def built_in() -> Mapping[str, Language]:
    """Our own languages, by their codes: the folders beside this file."""
    from importlib.resources import files

    folders = (one for one in files(__name__).iterdir() if one.joinpath(_ABOUT).is_file())
    return MappingProxyType({one.name: Language(one.name, one) for one in sorted(folders, key=lambda one: one.name)})


@cache
def languages() -> Mapping[str, Language]:
    """All languages that have a folder, by their codes: ours, then those of plug-ins (entry points of
    `ecdosis.languages`, each the code of a language and a package that is its folder). Raises ToolError if one of these
    is none, or has a code that is none or taken."""
    found = dict(built_in())
    for code, folder in plugins.loaded(GROUP):
        if code in found or not _CODE.fullmatch(code):
            why = "there is one already" if code in found else "two or three small letters were expected (ISO 639)"
            raise ToolError(
                f"The plug-in {plugins.package(GROUP, code)} has a language of the code “{code}”: {why}. Update it, or "
                "take it out of this environment."
            )
        found[code] = Language(code, _checked(code, folder))
    return MappingProxyType(found)


def _checked(code: str, package: object) -> Traversable:
    """The folder that a plug-in names. Raises ToolError if it is no folder of a language."""
    from importlib.resources import files

    folder = files(package) if isinstance(package, ModuleType) and hasattr(package, "__path__") else None
    if folder is None or not folder.joinpath(_ABOUT).is_file():
        raise ToolError(
            f"The plug-in {plugins.package(GROUP, code)} has no language, but {package!r:.60}: a package with the file "
            f"{_ABOUT} was expected. Update it, or take it out of this environment."
        )
    return folder


@cache
def packages() -> Mapping[str, str]:
    """The versions of the packages of which our lists of words were made, by their names (`words/sources.toml` of each
    language says them)."""
    made: dict[str, str] = {}
    for one in built_in().values():
        lists = one.table("words/sources").values()
        made |= {told["package"]: told["version"] for told in lists}
    return made
