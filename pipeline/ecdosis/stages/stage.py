"""What a stage of the work says of itself, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from ecdosis import plugins
from ecdosis.editor.decisions import Decisions
from ecdosis.editor.wordlists import NO_LISTS, WordLists
from ecdosis.languages import language
from ecdosis.model.document import Document
from ecdosis.model.kinds import FurtherKind
from ecdosis.steps import Budget

SCHOLARLY: Final = "scholarly"
CORRECTION: Final = "correction"
CAREFUL: Final = "careful"
"""The policy that says how sure a correction of words must be, and its value for scholars."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A switch of a stage, which a descriptor or the `[defaults]` of a project may set: its name there, what it is
    about, its values with what each means, the one that holds where nothing is said, and that which does in an edition
    for scholars, if it is another (`stages.table.PURPOSE`)."""

    name: str
    title: str
    values: Mapping[str, str]
    default: str
    scholarly: str = ""

    def usual(self, purpose: str) -> str:
        """The value that holds where nothing is said, in an edition for some purpose."""
        return (self.scholarly if purpose == SCHOLARLY else "") or self.default


@dataclass(frozen=True, slots=True)
class Context:
    """What a stage knows beside the document: the language (ISO 639-1 or "und"), the value of each policy, what the
    editor has decided, what letters some characters stand for throughout, as the editor says, the name of the file
    (without folders; empty if there is none), and the editor's lists of words."""

    language: str = "und"
    policies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    decisions: Decisions = field(default_factory=Decisions)
    stands_for: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    filename: str = ""
    words: WordLists = NO_LISTS


Work = Callable[[Document, Context], Document]
"""What a stage makes of a document. Raises ToolError if it needs a program that is not there."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the work. Its name is that of its room and of its `@resp` in the TEI.

    `does` says so in words; `work` and `instead` (what is done where it has to be given up; nothing, if it is empty)
    name a `Work` as `module:function`, so that nothing is loaded before it is needed. `makes`: the kinds (of
    `model.kinds`) of all that it may change, set aside, recognise or ask; `needs`: the stages whose work must be done
    before; `languages`: those that it knows (any, if there are none); `parts`: the parts of a language
    (`ecdosis.languages`) without which it cannot work, and `otherwise` the `Work` that is done in a language that lacks
    one (nothing, if it is empty); `allowance`: the steps of work for each code
    point (`ecdosis.steps`), past which it is given up; `without`: what that means for an edition. `kinds`: a plug-in's
    own.
    """

    name: str
    does: str
    work: str
    makes: frozenset[str]
    needs: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    otherwise: str = ""
    policies: tuple[Policy, ...] = ()
    allowance: int = 20
    without: str = "what it does is not done"
    instead: str = ""
    kinds: tuple[FurtherKind, ...] = ()

    def of(self, document: Document, context: Context) -> Document:
        """What it makes of a document. Raises ToolError, OutOfSteps."""
        if not self.knows(context.language):
            otherwise: Work | None = plugins.attribute(self.otherwise) if self.otherwise else None
            return otherwise(document, context) if otherwise else document
        work: Work = plugins.attribute(self.work)
        return work(document, context)

    def knows(self, code: str) -> bool:
        """Whether it can work in a language."""
        named = not self.languages or code in self.languages
        return named and (not self.parts or language(code).has(self.parts))

    def given_up(self, document: Document, context: Context) -> Document:
        """What is made of a document if the stage had to be given up."""
        work: Work | None = plugins.attribute(self.instead) if self.instead else None
        return work(document, context) if work else document

    @property
    def budget(self) -> Budget:
        """What it may spend."""
        return Budget(self.allowance, self.without)


NOTHING_DECIDED: Final = Context()
"""A text of which nothing is known and nothing was decided."""
