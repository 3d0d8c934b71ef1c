"""Which element of TEI P5 is what in a book (TEI Guidelines P5, appendix C). What is not here has a handler of its own,
or is not known."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ecdosis.model.kinds import Kind


def named(names: str) -> frozenset[str]:
    """A set of names, written with blanks between them."""
    return frozenset(names.split())


BLOCKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "p": ("", ""),
        "ab": ("", ""),
        "trailer": ("", "heading"),
        "byline": ("", Kind.BYLINE),
        "dateline": ("", Kind.DATELINE),
        "docDate": ("", Kind.DATE),
        "docEdition": ("", Kind.IMPRINT),
        "docImprint": ("", Kind.IMPRINT),
        "imprimatur": ("", Kind.IMPRINT),
        "titlePart": ("", "title-part"),
        "docTitle": ("", "title-part"),
        "salute": ("", "opening"),
        "signed": ("", Kind.SIGNED),
        "addrLine": ("", "address"),
        "titlePage": ("title-page", "title-part"),
        "opener": ("letter-part", "opening"),
        "closer": ("letter-part", "closing"),
        "postscript": ("letter-part", ""),
        "epigraph": (Kind.EPIGRAPH, ""),
        "argument": (Kind.STANDFIRST, ""),
        "lg": ("poem", Kind.VERSE),
        "l": ("", Kind.VERSE),
        "line": ("", Kind.VERSE),
        "sp": ("speech", ""),
        "speaker": ("", "speaker"),
        "castItem": ("", Kind.CAST_ITEM),
        "castList": ("group", "record"),
        "castGroup": ("group", "record"),
        "set": ("group", "stage"),
        "spGrp": ("group", ""),
        "camera": ("", "stage"),
        "sound": ("", "stage"),
        "tech": ("", "stage"),
        "view": ("", "stage"),
        "witness": ("", "record"),
        "change": ("", "record"),
        "eg": ("", "code"),
        "entry": ("", "dictionary-entry"),
        "entryFree": ("", "dictionary-entry"),
        "superEntry": ("", "dictionary-entry"),
        "surface": ("", ""),
        "surfaceGrp": ("", ""),
        "zone": ("group", ""),
        "cell": ("", ""),
        "item": ("", "record"),
    }
)
"""Elements whose words are a paragraph, or that hold some -> (the passage they are, the role of loose words in it)."""

HOLDERS: Final = named(
    "text group front body back div div0 div1 div2 div3 div4 div5 div6 div7 floatingText epigraph cit titlePage "
    "opener closer postscript argument sp spGrp castList castGroup set prologue epilogue performance figure list "
    "listBibl listPerson listPlace listOrg listEvent listWit listApp listNym listObject listRelation listForest "
    "msDesc msPart msFrag physDesc history msContents msItem additional adminInfo objectDesc supportDesc layoutDesc "
    "handDesc typeDesc decoDesc bindingDesc sealDesc scriptDesc musicNotation person personGrp place org event "
    "object nym surface surfaceGrp zone sourceDoc facsimile standOff schemaSpec specGrp moduleSpec elementSpec "
    "classSpec macroSpec dataSpec constraintSpec attList attDef valList valItem exemplum remarks content classes "
    "listRef biblFull fileDesc annotationBlock u listAnnotation noteGrp TEI teiCorpus"
)
"""Elements that hold blocks: an element that is not known is a block in them."""

APART: Final = named(
    "date placeName persName orgName geo height width depth label desc title author bibl idno settlement region country"
)
"""Elements that hold a thing whole: where two meet with nothing between, there is a blank between them."""

VARYING: Final = named("del fw index metamark graphic media binaryObject milestone am")
"""Elements that not every view shows, or not always: what becomes of each is told by its handler."""

EMPTY: Final = named("pb lb cb gb milestone space")
"""Elements without content (but some files have words in them)."""

PHRASES_TOO: Final = named("docDate docEdition dateline salute signed byline imprimatur docImprint addrLine line")
"""Blocks that are phrases where words stand beside them."""

MAKING_BLOCKS: Final = named(
    "p ab l lg list table figure floatingText sp div div1 div2 div3 eg castList listBibl entry opener closer "
    "postscript epigraph head argument trailer titlePage listPerson listPlace u"
)
"""Elements that make what holds them hold blocks, so that a quotation or a note with them is more than a phrase."""

PHRASES: Final = named(
    "hi emph foreign distinct mentioned term gloss soCalled title name rs persName surname forename roleName "
    "genName nameLink addName placeName settlement region country district bloc geogName geogFeat orgName "
    "objectName eventName num measure measureGrp unit date time s phr cl m syll damage restore retrace mod redo "
    "undo corr sic orig reg abbr expan address street postCode postBox author editor respStmt resp publisher "
    "pubPlace biblScope citedRange edition series imprint analytic monogr idno email desc docAuthor actor role "
    "roleDesc head label meeting textLang locus locusGrp material dim height width depth dimensions origDate "
    "origPlace heraldry secFol signatures stamp watermark catchwords code gi att val ident tag oRef oVar pRef pVar "
    "ruby rb rt lang geo offset bibl rhyme said secl hyph occupation nationality faith sex age birth death "
    "education residence affiliation floruit state trait socecStatus langKnown langKnowledge ellipsis mapping "
    "figDesc distance accMat rubric incipit explicit finalRubric colophon summary support layout handNote typeNote "
    "scriptNote decoNote binding condition collation foliation origin provenance acquisition custodialHist "
    "recordHist availability surrogates repository institution collection msName altIdentifier msIdentifier extent "
    "objectType filiation watermarks form orth pron gramGrp gram pos gen number case per tns mood iType subc colloc "
    "lbl usg def etym xr re sense hom dictScrap stress writing shift language licence authority distributor "
    "principal funder sponsor creation classCode catRef tagUsage rendition namespace refState application source "
    "charName glyphName localName value mapping unicodeProp localProp domain factuality interaction preparedness "
    "purpose channel constitution derivation locale activity cRefPattern prefixDef"
)
"""Elements within paragraphs: their words are shown, in the looks that they tell."""

UNSEEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            named("interp interpGrp span spanGrp link linkGrp join joinGrp alt altGrp timeline when certainty "
                 "precision respons fs fLib fvLib fsdDecl substJoin transpose listTranspose listChange listPrefixDef "
                 "annotation"),
            "it describes the text and is not part of it",
        ),
        **dict.fromkeys(
            named("handShift damageSpan anchor lacunaStart lacunaEnd witStart witEnd redo undo"),
            "a mark of the encoding without words",
        ),
        **dict.fromkeys(named("addSpan delSpan"), "where it ends is not told: the words after it are shown"),
        **dict.fromkeys(named("teiHeader xenoData"), "it describes the document and is not part of it"),
        "divGen": "a place for a list that some program makes; the book has its own",
    }
)  # fmt: skip
"""Elements that a reader does not see -> why."""

PARTED: Final = named(
    "form orth pron hyph syll gramGrp gram pos gen number case per tns mood iType subc colloc lbl usg def etym xr "
    "re sense hom dictScrap cit gloss note lbl bibl seg"
)
"""Elements of a dictionary's entry: where two meet, there is a blank between them."""

RECORDS: Final = named(
    "biblStruct analytic monogr imprint series bibl msIdentifier altIdentifier address origin biblFull birth death "
    "respStmt titleStmt publicationStmt editionStmt seriesStmt fileDesc"
)
"""Elements that hold facts of a thing: where these meet without punctuation, a comma parts them."""

NAMES: Final = named("persName author editor name")
"""Elements that hold parts of a name: where these meet, a blank parts them."""
