"""Ligatures that another character stands for are found by solving, told once, and read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from damaged import ENGLISH, FRENCH, GERMAN, LIGATURE, PLAIN, all_as, mapped
from ecdosis.build import to_tei
from ecdosis.diagnosis import Finding, Subject, diagnose
from ecdosis.diagnosis.finding import named
from ecdosis.diagnosis.mapped import examine
from ecdosis.diagnosis.vocabulary import letters
from ecdosis.errors import UnusableInputError, UsageError
from ecdosis.model.pieces import Change, Query
from ecdosis.model.source import decode, opened
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor, check
from ecdosis.stages.encoding import repair
from ecdosis.storage.files import check_text
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore

EACH = {"fi": "Þ", "fl": "ß", "ff": "\x82"}
"""Mac Roman has fi and fl where ISO 8859-1 has Þ and ß."""
STRANGE = ["\ufffd", "\0", "\x02", "\x1f", "\x93", "Þ", "ÿ", "\ue001", "®"]
MARKS = ["!", "?", "\f", "<", "¿"]
TEXTS = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}


def mended(text: str, language: str = "en") -> tuple[Text, tuple[Query, ...]]:
    return repair(opened(decode(text.encode(errors="surrogateescape"))), language)


def found(text: str, language: str = "en") -> Finding:
    [finding] = diagnose(Subject(text, language))
    return finding


@pytest.mark.parametrize("sign", STRANGE)
@pytest.mark.parametrize("language", TEXTS)
def test_one_character_for_all_ligatures(sign: str, language: str) -> None:
    text = TEXTS[language]
    bad = mapped(text, all_as(sign))
    finding = found(bad, language)
    assert (finding.name, finding.grave) == ("letters-mapped", False)
    damaged = [word for word in re.findall(r"[^\W\d_]+", text) if LIGATURE.search(word)]
    assert f" in {len(damaged)} words (" in finding.sentence
    assert mended(bad, language)[0].reading == text


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_for_all_ligatures_is_read_in_words_and_stays_where_it_may_be_a_mark(mark: str) -> None:
    bad = mapped(ENGLISH, all_as(mark)) + f"What {mark} he asked. Is it{mark} No, sir{mark} Oh{mark}\n"
    reading = mended(bad)[0].reading
    assert reading.endswith(bad[-40:])
    words = zip(bad.split(" "), reading.split(" "), ENGLISH.split(" "), strict=False)
    changed = [(after, right) for before, after, right in words if before != after]
    assert len(changed) > 25
    assert all(after == right for after, right in changed)


def test_each_ligature_has_its_own_character() -> None:
    bad = mapped(ENGLISH, EACH)
    for ligature, sign in EACH.items():
        assert f"{named(sign)} stands for the ligature “{ligature}” in " in found(bad).sentence
    assert mended(bad)[0].reading == ENGLISH


def test_the_rule_of_a_file_holds_for_words_that_nobody_knows() -> None:
    bad = mapped(ENGLISH, {"fi": "Þ"}) + "Old Brofiþen met Þnbarrow at Wolds.\n"
    finding = found(bad)
    assert finding.sentence.startswith("“Þ” stands for the ligature “fi” in ")
    assert (finding.ask, finding.grave) == ("", False)
    text, asked = mended(bad)
    assert "met finbarrow at" in text.reading
    assert not asked
    assert {piece.kind for piece in text.pieces if isinstance(piece, Change)} == {"mojibake"}


def test_what_may_read_otherwise_is_asked_and_told() -> None:
    bad = mapped(ENGLISH, all_as("\ufffd")) + "It was \ufffdat, said Mr. Xw\ufffdq.\n"
    [query] = mended(bad)[1]
    assert (query.kind, query.suggestion) == ("mojibake", "fl")
    assert found(bad).ask.startswith("Words left as they are: 2.")


def test_an_edition_with_many_words_that_nobody_can_solve_is_bad() -> None:
    bad = mapped(ENGLISH, all_as("\ufffd"))
    names = " ".join(f"Xw{letter}\ufffdq" for letter in "abcdefghij")
    assert found(f"{bad}{names[:29]}").grave is False
    assert found(f"{bad}{names}").grave is True


UMLAUTS = (
    "Die Mädchen hörten fünf schöne Töne, während das Wasser durch die großen Flüsse floss; später fühlten sie die "
    "Wärme der Füße und gönnten sich am Abend süße Äpfel. Überall blühte es, und wir lächelten müde.\n"
)
ACCENTS = (
    "Le garçon était très fâché : il préféra la forêt à la fenêtre, reçut une lettre et se leva tôt. Après le dîner, "
    "sa mère répéta le même rôle ; voilà où était l’été, déjà passé.\n"
)


@pytest.mark.parametrize("sign", ["?", "\ufffd", "\x1a"])
@pytest.mark.parametrize(("language", "text"), [("de", UMLAUTS), ("fr", ACCENTS)])
def test_accented_letters_are_read_where_only_one_makes_a_word(language: str, text: str, sign: str) -> None:
    bad = re.sub(r"[^\0-\x7f]", sign, text)
    reading = mended(bad, language)[0].reading
    assert len(reading) == len(text)
    shown = bad.replace("\x1a", "\ufffd")
    read = [(after, right) for before, after, right in zip(shown, reading, text, strict=True) if before != after]
    assert all(after == right for after, right in read)
    assert len(read) > 0.6 * sum(not character.isascii() for character in text)
    assert found(bad, language).name == "letters-mapped"


@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_apostrophes_are_read_and_what_may_be_another_mark_stays(sign: str) -> None:
    text = f"{sign}It’s late,{sign} he said; {sign}don’t wait. Isn’t it the clerk’s book?{sign} Who? It couldn’t be."
    reading = mended(text.replace("’", sign))[0].reading
    assert reading == text


def test_a_letter_at_the_beginning_may_have_been_a_capital() -> None:
    bad = "Ce gar?on ?tait tr?s f?ch?. ?tait-il d?j? pass?? La for?t ?tait belle, la fen?tre aussi.\n"
    assert mended(bad, "fr")[0].reading.startswith("Ce garçon était très fâché. ?tait-il")
    german = mended("Fr?h f?hlte er f?nf T?ne; die ?pfel sind für den K?nig sch?n.", "de")[0].reading
    assert german == "Früh fühlte er fünf Töne; die ?pfel sind für den König schön."


def test_of_many_doubtful_places_only_the_number_is_told() -> None:
    many = mapped(ENGLISH, all_as("\ufffd")) + "\ufffdat " * 26
    assert mended(many)[1] == ()
    assert found(many).ask.startswith("Words left as they are: 26.")


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, FRENCH, PLAIN, PLAIN.replace("the", "Þe").replace("this", "þis")])
@pytest.mark.parametrize("language", ["en", "de", "fr", "is", "und"])
def test_no_letter_of_a_sound_text_stands_for_a_ligature(language: str, text: str) -> None:
    assert examine(Subject(text, language)) is None


def test_a_few_words_prove_nothing() -> None:
    three = "The \ufffdrst of\ufffdcer was con\ufffddent."
    assert examine(Subject(three, "en")) is None
    assert examine(Subject(f"{three[:-1]}, and de\ufffdnite.", "en")) is not None


def test_the_descriptor_may_say_what_a_character_stands_for() -> None:
    data = "The Þrst oßce; Þ, 7Þ. \x02nd\n".encode()
    known = Descriptor(id="a", characters="Þ=fi; ß=ffi;\x02=fi")
    root = parse(to_tei(data, known, Path("a.txt")))
    assert restore(root) == data
    assert read(root) == "The first office; Þ, 7Þ. find\n"
    [correction] = root.iterfind(".//tei:correction", NAMESPACES)
    assert "“Þ” in words is read as “fi” throughout" in content(correction)
    assert "The character U+0002 in words is read as “fi”" in content(correction)


def test_of_what_the_descriptor_says_nothing_else_is_found() -> None:
    bad = mapped(ENGLISH, {"fi": "Þ"})
    assert diagnose(Subject(bad, "en", stands_for={"Þ": "fi"})) == ()
    assert repair(opened(decode(bad.encode())), "en", stands_for={"Þ": "fl"})[0].reading == bad.replace("Þ", "fl")
    unknown = mapped(ENGLISH, all_as("\ufffd"))
    assert diagnose(Subject(unknown, "en", stands_for={"\ufffd": "fi"})) == ()


@pytest.mark.parametrize("wrong", ["Þ", "Þ=", "Þ=fi,ß=fl", "Þ=fi;;ß=fl", "ÞÞ=fi", "Þ=f i", "Þ=figure", "Þ=fi;"])
def test_what_cannot_be_said_is_told(wrong: str) -> None:
    with pytest.raises(UsageError, match=r"“characters” is .*Þ=fi; ß=fl"):
        check({"characters": wrong}, Path("a.toml"))


def test_a_few_words_that_are_solved_among_many_that_are_not_prove_nothing() -> None:
    few = "The \ufffdrst of\ufffdcer was con\ufffddent, and de\ufffdnite, of the speci\ufffdcation. "
    names = [f"Xw{first}{second}\ufffdq" for first in "abcde" for second in "bcdf"]
    assert examine(Subject(few + " ".join(names[:5]), "en")) is not None
    assert examine(Subject(few + " ".join(names), "en")) is None


def test_names_of_which_none_is_a_word_prove_nothing() -> None:
    names = "Þorsteinn, Þorgeir, Guðþrúðr, Þrándr, Þóra, Þorlákr and Þuríðr the Þrst; one is deÞned, the Þgures."
    assert examine(Subject(names, "en")) is None


def test_a_letter_of_the_language_is_none_of_these() -> None:
    words = "straße fuß gruß maß spaß floß stieß ließ weiß groß heiß süß bloß"
    assert examine(Subject(words + " ßnden ßlm ßrma ßsch", "de")) is None


def test_signs_that_divide_words_at_line_ends_stand_for_no_letters() -> None:
    lines = "\n".join(f"{word}¬" for word in ("be", "sei", "mei", "lie", "gu", "ra"))
    assert examine(Subject(lines, "de")) is None


@pytest.mark.parametrize("sign", ["\0", "\x02", "\ufffd"])
def test_a_text_with_such_characters_is_read_and_given_back(sign: str) -> None:
    data = mapped(ENGLISH, all_as(sign)).encode()
    root = parse(to_tei(data, Descriptor(id="a"), Path("a.txt")))
    assert restore(root) == data
    assert read(root).split() == ENGLISH.split()


def test_what_is_full_of_control_characters_is_no_text() -> None:
    path = Path("a.txt")
    words = "wor\0ds of let\0ters "
    check_text(words, path)
    for wrong in (
        "wor\0ds of let\1ters ",
        words * 3 + "\1",
        "wor\0\0ds of let\0ters",
        "w\0o\0r\0d\0s",
        "WOR\0DS OF LET\0TERS",
        "1\0 2\0 3\0 4\0 a",
    ):
        with pytest.raises(UnusableInputError):
            check_text(wrong, path)


def test_a_letter_is_a_language_s_own_if_its_words_have_it() -> None:
    assert {"ü", "ä", "Ä"} <= letters("de")
    assert {"é", "É", "à"} <= letters("fr")
    assert letters("en").isdisjoint("éßþæ")
