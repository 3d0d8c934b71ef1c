"""The web pages of the editions in a real browser: every view, note, link, mark, the search, and what axe says."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ecdosis.formats import from_file
from ecdosis.formats.html import html
from ecdosis.formats.html.page import HERE, SCRIPT, script, style
from ecdosis.tools import node
from pages import SEEDS, VIEWS, WIDTHS, Opened, absent, chromium, opened, page_of

SPECIMENS = sorted(path.stem for path in SEEDS.glob("specimen-*.txt"))
FIVE = sorted(path.stem for path in SEEDS.glob("00*.toml"))
FOREIGN = Path(__file__).parent / "foreign"
ASKED = "specimen-the-lamplighter?"
"""An edition without its decisions, so that it has open questions."""

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
IN_SIGHT = """(element) => {
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
}"""
PLACE = """() => {
  const edge = document.querySelector("#bar").getBoundingClientRect().bottom + 3;
  const below = (one) => one.getBoundingClientRect().bottom > edge;
  const line = [...document.querySelectorAll("#source li[data-b]")].find((one) => one.offsetParent && below(one));
  if (line) return line.dataset.b.split(" ");
  const unit = [...document.querySelectorAll("#text :is(p, li)[id]")].find((one) => one.offsetParent && below(one));
  return [unit.id];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(params=[*SPECIMENS, ASKED, *FIVE])
def path(request: pytest.FixtureRequest, folder: Path) -> Path:
    """The page of each edition, in a file."""
    name = request.param.removesuffix("?")
    made = folder / f"{request.param.replace('?', '-asked')}.html"
    if not made.exists():
        texts = request.getfixturevalue("seeds") if name in FIVE else SEEDS
        made.write_bytes(page_of(name, texts, decided=name == request.param))
    return made


@pytest.fixture(scope="module")
def specimen(folder: Path) -> Path:
    """The page of one specimen that has changes of most kinds."""
    made = folder / "one.html"
    made.write_bytes(page_of("specimen-the-ferry-ledger", SEEDS))
    return made


@pytest.fixture(scope="module")
def noted(folder: Path) -> Path:
    """The page of one specimen that has notes."""
    made = folder / "noted.html"
    made.write_bytes(page_of("specimen-the-weather-book", SEEDS))
    return made


def test_the_script_is_sound_and_small(tmp_path: Path) -> None:
    """Each part of it by itself, and the whole; our own code of a page, of which a book has a copy in each."""
    program = shutil.which("node")
    if program is None:
        absent("needs Node.js (Debian: apt install nodejs)")
    whole = tmp_path / "whole.js"
    whole.write_text(script(), encoding="utf-8")
    for path in (*(HERE / "script").glob("*.js"), whole):
        subprocess.run([str(program), "--check", path], check=True)
    assert sorted(path.stem for path in (HERE / "script").glob("*.js")) == sorted(SCRIPT)
    assert len((script() + style()).encode()) < 60_000


@pytest.mark.parametrize("width", WIDTHS)
def test_every_view_shows_its_part_and_nothing_stands_out(browser: Browser, path: Path, width: int) -> None:
    with opened(browser, path, width) as shown:
        for view in (*shown.views, "reading"):
            shown.show(view)
            expect(shown.page.locator("#text")).to_be_visible(visible=view != "source")
            expect(shown.page.locator("#source")).to_be_visible(visible=view == "source")
            marked = shown.page.locator("#text .c del, #text .c.aside").first
            if marked.count():
                expect(marked).to_be_visible(visible=view == "changes")
            assert shown.run(OVERFLOW) == 0, view


def test_views_are_switched_by_the_keyboard(browser: Browser, specimen: Path) -> None:
    with opened(browser, specimen) as shown:
        shown.page.locator("#view-reading").focus()
        for view in (*VIEWS[1:], VIEWS[0]):
            shown.page.keyboard.press("ArrowRight")
            expect(shown.page.locator(f"#view-{view}")).to_be_checked()
            expect(shown.page.locator("#source")).to_be_visible(visible=view == "source")


def test_a_switch_keeps_the_place(browser: Browser, path: Path) -> None:
    """Each way round, from the middle of a paragraph in the middle of the text: it stays at the upper edge. It has two
    lines at least, for half a line is less than what marks of changes move."""
    with opened(browser, path) as shown:
        shown.run("""() => {
          const every = Array.from(document.querySelectorAll("#text p[id]"));
          const all = every.filter((one) => one.getBoundingClientRect().height > 40);
          const box = all[Math.floor(all.length / 2)].getBoundingClientRect();
          window.scrollBy(0, box.top + box.height / 2 - document.querySelector("#bar").getBoundingClientRect().bottom);
        }""")
        [before] = shown.run(PLACE)
        for view in (*shown.views[1:], *reversed(shown.views[:-1])):
            shown.show(view)
            assert before in shown.run(PLACE), view


def test_notes_stand_in_the_margin_and_lead_back(browser: Browser, path: Path) -> None:
    with opened(browser, path, 1440) as shown:
        for marker in shown.page.locator("#text a.noteref").all():
            note = shown.page.locator(marker.get_attribute("href") or "")
            marker.click()
            if shown.page.locator("#card:popover-open").count():  # a second marker of a note that is far away
                shown.page.keyboard.press("Escape")
                continue
            assert note.evaluate(IN_SIGHT)
            back = note.locator("> .label")
            back.click()
            first = shown.page.locator(back.get_attribute("href") or "")
            assert first.evaluate(IN_SIGHT)
            assert first.get_attribute("href") == f"#{note.get_attribute('id')}"


READ = """(id) => {
  const read = document.getElementById(id).cloneNode(true);
  read.querySelectorAll("del, .note").forEach((apart) => apart.remove()); // a note to a note opens by itself
  return read.textContent;
}"""
"""The words of an element without what is not read of it."""


@pytest.mark.parametrize("key", ["", "Enter"])
def test_notes_open_where_their_markers_are(browser: Browser, path: Path, key: str) -> None:
    """On a phone: by a finger and by the keyboard; Escape leads back to the marker."""
    with opened(browser, path, 360) as shown:
        card = shown.page.locator("#card")
        for marker in shown.page.locator("#text > * a.noteref:visible").all():
            if key:
                marker.press(key)
            else:
                marker.click()
            expect(card).to_be_visible()
            name = (marker.get_attribute("href") or "").removeprefix("#")
            words = shown.run(READ, name)
            assert last_words(words) in squeezed(card.inner_text())
            shown.page.keyboard.press("Escape")
            expect(card).to_be_hidden()
            expect(marker).to_be_focused()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def last_words(text: str) -> str:
    return squeezed(text)[-20:]


FOLLOW = """async ([hashes, view]) => {
  const lost = [];
  for (const hash of hashes) {
    location.hash = view === "reading" ? hash : `#${view}:${hash.slice(1)}`;
    await new Promise((done) => setTimeout(done, 0));
    await new Promise(requestAnimationFrame);
    const found = document.querySelector(".target");
    const box = (found?.getClientRects().length ? found : found?.parentElement)?.getBoundingClientRect();
    if (!box || box.bottom < 0 || box.top > innerHeight) lost.push(hash);
  }
  return lost;
}"""


def test_every_link_leads_somewhere_in_every_view(browser: Browser, path: Path) -> None:
    with opened(browser, path) as shown:
        links = shown.run("[...new Set([...document.querySelectorAll('a[href^=\"#\"]')].map((one) => one.hash))]")
        own = [link for link in links if link != "#text" and not link.startswith("#L")]
        assert own
        for view in shown.views:
            shown.show(view)
            assert shown.run(FOLLOW, [own, view]) == [], view


def test_a_permanent_link_opens_in_each_view(browser: Browser, path: Path) -> None:
    with opened(browser, path) as shown:
        names = shown.run("[...document.querySelectorAll('#text p[id]:not(.note)')].map((one) => one.id)")
        for name in (names[0], names[len(names) // 2], names[-1]):
            assert re.fullmatch(r"p\d+(-\d+)?|loose\d+", name)
            for view in shown.views:
                shown.go(name if view == "reading" else f"{view}:{name}")
                expect(shown.page.locator(f"#view-{view}")).to_be_checked()
                found = shown.page.locator(".target")
                assert found.first.evaluate(IN_SIGHT)
                assert name in (found.first.get_attribute("id"), *(found.first.get_attribute("data-b") or "").split())


def test_a_line_leads_to_its_paragraph(browser: Browser, specimen: Path) -> None:
    with opened(browser, specimen) as shown:
        shown.show("source")
        line = shown.page.locator("#source li:has(> span.n)[data-b]").nth(40)
        name = (line.get_attribute("data-b") or "").split(" ")[0]
        line.locator(".n").click()
        expect(shown.page.locator("#view-reading")).to_be_checked()
        assert shown.run(PLACE) == [name]


def test_every_mark_is_explained_by_the_mouse(browser: Browser, path: Path) -> None:
    with opened(browser, path) as shown:
        for view in shown.views[1:]:
            shown.show(view)
            card = shown.page.locator("#card")
            for mark in shown.page.locator(f"#{'source' if view == 'source' else 'text'} .c").all():
                mark.dispatch_event("click")
                expect(card).to_be_visible()
                said = card.locator("dt").all_inner_texts()
                assert {"Source", "Why", "Certainty", "By", "Place", "Overrule"} <= set(said)
                assert re.search(r"\d+%", card.inner_text())
                shown.page.keyboard.press("Escape")
                expect(card).to_be_hidden()
                expect(mark).to_be_focused()


def test_marks_are_explained_by_the_keyboard(browser: Browser, specimen: Path) -> None:
    with opened(browser, specimen) as shown:
        shown.show("changes")
        marks = shown.page.locator("#text .c")
        card = shown.page.locator("#card")
        marks.nth(0).focus()
        shown.page.keyboard.press("n")
        expect(marks.nth(1)).to_be_focused()
        shown.page.keyboard.press("ArrowLeft")
        expect(marks.nth(0)).to_be_focused()
        shown.page.keyboard.press("Enter")
        first = card.inner_text()
        for key in ("n", "p"):
            shown.page.keyboard.press(key)
            expect(card).to_be_visible()
            assert (card.inner_text() == first) == (key == "p")
        shown.page.keyboard.press("Escape")
        expect(marks.nth(0)).to_be_focused()


def test_marks_of_a_family_can_be_put_away(browser: Browser, specimen: Path) -> None:
    with opened(browser, specimen) as shown:
        shown.show("changes")
        gone = shown.page.locator("#text .lines del")
        expect(gone.first).to_be_visible()
        shown.page.locator("#show-lines").uncheck()
        expect(gone.first).to_be_hidden()
        for _ in range(shown.page.locator("#text .c:not(.lines)").count()):
            shown.page.locator("#after").click()
            assert "lines" not in (shown.page.locator(":focus").get_attribute("class") or "")


def test_a_sign_of_the_reading_view_is_explained_too(browser: Browser, specimen: Path) -> None:
    with opened(browser, specimen) as shown:
        sign = shown.page.locator("#text .sign").first
        sign.click()
        expect(shown.page.locator("#card")).to_be_visible()
        shown.page.keyboard.press("Escape")
        expect(sign).to_be_focused()


def look(page: Page, words: str) -> str:
    """What a search says, which begins by itself while one types."""
    page.evaluate("document.getElementById('found').textContent = 'looking'")
    page.locator("#words").fill(words)
    expect(page.locator("#found")).not_to_have_text("looking")
    return page.locator("#found").inner_text()


@pytest.mark.parametrize("without", ["", "Object.defineProperty(CSS, 'highlights', { value: undefined });"])
def test_the_search(browser: Browser, path: Path, without: str) -> None:
    """First and last words, without case and accents; in every view; with elements where there are no highlights."""
    with opened(browser, path, 768) as shown:
        if without:
            shown.page.add_init_script(without)
            shown.go()
        paragraphs = [words for words in map(squeezed, texts(shown)) if len(words) > 40]
        shown.page.locator("#to-find").click()
        expect(shown.page.locator("#words")).to_be_focused()
        for words in (paragraphs[0][:30], paragraphs[-1][-30:], paragraphs[-1][-30:].upper()):
            assert re.fullmatch(r"\d+ of [1-9]\d*", look(shown.page, words)), words
            assert found_in_sight(shown)
        assert look(shown.page, "qqzxj") == "Not found"
        assert look(shown.page, " ") == ""
        shown.page.locator("#words").press("Escape")
        expect(shown.page.locator("#find")).to_be_hidden()
        expect(shown.page.locator("#to-find")).to_be_focused()
        assert shown.page.locator("mark.found").count() == 0


def texts(shown: Opened) -> list[str]:
    """The words of the paragraphs, without what is not the text's."""
    said: list[str] = shown.run("""() => [...document.querySelectorAll("#text p[id]")].map((one) => {
      const copy = one.cloneNode(true);
      copy.querySelectorAll(".note, .noteref, .here, .page, .verse-number, del").forEach((part) => part.remove());
      return copy.textContent;
    })""")
    return said


def found_in_sight(shown: Opened) -> bool:
    """Whether the hit one is at can be seen."""
    return bool(
        shown.run("""() => {
      const marked = document.querySelector("mark.here-now");
      const [range] = CSS.highlights?.get("found-here") ?? [];
      const box = (marked ?? range).getBoundingClientRect();
      return box.height > 0 && box.top > 0 && box.bottom < innerHeight;
    }""")
    )


def test_the_search_goes_on_and_back(browser: Browser, specimen: Path) -> None:
    with opened(browser, specimen) as shown:
        shown.page.locator("#to-find").click()
        first = look(shown.page, "the ferry")
        count = int(first.partition(" of ")[2])
        assert count > 3
        shown.page.locator("#words").press("Enter")
        assert shown.page.locator("#found").inner_text() == f"2 of {count}"
        shown.page.locator("#words").press("Shift+Enter")
        shown.page.locator("#words").press("Shift+Enter")
        assert shown.page.locator("#found").inner_text() == f"{count} of {count}"
        shown.page.locator("#find-after").click()
        assert shown.page.locator("#found").inner_text() == first


def test_the_search_begins_where_one_was_however_long_one_types(browser: Browser, specimen: Path) -> None:
    with opened(browser, specimen) as shown:
        shown.page.locator("#to-find").click()
        whole = look(shown.page, "the ferry")
        for part in ("t", "the", "the f", "the fer"):
            look(shown.page, part)
        assert look(shown.page, "the ferry") == whole
        shown.page.locator("#words").press("Enter")
        second = shown.page.locator("#found").inner_text()
        assert second != whole
        look(shown.page, "the fer")
        assert look(shown.page, "the ferry") == second


def test_the_search_reaches_across_marks_and_into_notes(browser: Browser, noted: Path) -> None:
    """Words on both sides of a marker; the words of a note, hidden on a phone; lines of the source."""
    with opened(browser, noted, 360) as shown:
        shown.page.locator("#to-find").click()
        assert look(shown.page, "told in advance. Until then") == "1 of 1"
        assert look(shown.page, "The price was £4 10s.") == "1 of 1"
        assert found_in_sight(shown)
        shown.show("source")
        lines = shown.page.locator("#source .t").all_inner_texts()
        both = next(f"{a.split()[-1]} {b.split()[0]}" for a, b in itertools.pairwise(lines) if a and b)
        assert re.fullmatch(r"\d+ of \d+", look(shown.page, both))


def test_colours_are_switched(browser: Browser, specimen: Path) -> None:
    with opened(browser, specimen, color_scheme="light") as shown:
        paper = "getComputedStyle(document.documentElement).backgroundColor"
        light = shown.run(paper)
        shown.page.locator("#to-menu").click()
        shown.page.locator("#colours-dark").check()
        dark = shown.run(paper)
        assert dark != light
        shown.page.emulate_media(color_scheme="dark")
        shown.page.locator("#colours-light").check()
        assert shown.run(paper) == light
        shown.page.locator("#colours-auto").check()
        assert shown.run(paper) == dark


@pytest.mark.parametrize("width", [360, 768])
def test_contents_open_and_close(browser: Browser, specimen: Path, width: int) -> None:
    with opened(browser, specimen, width) as shown:
        contents = shown.page.locator("#contents")
        expect(contents).to_be_hidden()
        shown.page.locator("#to-contents").click()
        expect(contents).to_be_visible()
        shown.page.keyboard.press("Escape")
        expect(contents).to_be_hidden()
        expect(shown.page.locator("#to-contents")).to_be_focused()
        shown.page.keyboard.press("Enter")
        link = contents.locator("a").nth(2)
        link.click()
        expect(contents).to_be_hidden()
        assert shown.page.locator(link.get_attribute("href") or "").evaluate(IN_SIGHT)
        expect(link).to_have_attribute("aria-current", "true")


def test_print(browser: Browser, path: Path) -> None:
    with opened(browser, path, 360) as shown:
        shown.page.emulate_media(media="print")
        expect(shown.page.locator("#bar")).to_be_hidden()
        for note in shown.page.locator("#text span.note").all()[:3]:
            expect(note).to_be_visible()
        assert shown.page.pdf().startswith(b"%PDF-")


def test_without_scripts_it_can_be_read(browser: Browser, noted: Path) -> None:
    with opened(browser, noted, 360, java_script_enabled=False) as shown:
        expect(shown.page.locator("#text")).to_be_visible()
        expect(shown.page.locator("#to-find")).to_be_hidden()
        note = shown.page.locator("#text span.note").first
        expect(note).to_be_hidden()
        shown.page.locator("#text a.noteref").first.click()
        expect(note).to_be_visible()
        shown.page.locator("#to-contents").click()
        expect(shown.page.locator("#contents")).to_be_visible()
        shown.page.keyboard.press("Escape")
        shown.page.locator("#view-source").click()
        expect(shown.page.locator("#source")).to_be_visible()


@pytest.mark.parametrize("size", [200, 300])
def test_larger_letters_do_not_stand_out(browser: Browser, specimen: Path, size: int) -> None:
    """The letters of a phone at 200 and 300 % of their size (WCAG 2.2, 1.4.4 asks for 200 %)."""
    with opened(browser, specimen, 360) as shown:
        shown.run(f"document.documentElement.style.fontSize = '{size}%'")
        for view in shown.views:
            shown.show(view)
            assert shown.run(OVERFLOW) == 0, view


PLAY = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="en"><body><div><pb n="3"/><head>Act I</head><lg>
%s<l rend="indent3">The rich man rattles down the hill before the keeper of the gate has had his supper</l>
</lg></div></body></text></TEI>""" % (
    "<l>The poor man climbs the hill, the carter climbs the hill, they climb it slow</l>" * 10
)
RECTANGLES = """(element) => {
  const range = document.createRange();
  range.selectNodeContents([...element.childNodes].filter((one) => one.nodeType === 3).at(-1));
  return [...range.getClientRects()].map(({ left, right }) => [left, right]);
}"""


@pytest.mark.parametrize("width", [320, 400, 700, 1440])
def test_no_number_comes_upon_a_line_of_verse_and_what_turns_over_stands_further_in(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    (tmp_path / "x.xml").write_text(PLAY, encoding="utf-8")
    path = tmp_path / "x.html"
    path.write_bytes(html(from_file(tmp_path / "x.xml")[0]))
    with opened(browser, path, width) as shown:
        five = shown.page.locator(".verse:has(.verse-number)").first
        number = five.evaluate("""(line) => {
          const told = getComputedStyle(line.querySelector(".verse-number"), "::before");
          const left = line.getBoundingClientRect().left + parseFloat(told.left);
          return [left, left + parseFloat(told.width)];
        }""")
        words = five.evaluate(RECTANGLES)
        assert all(right <= number[0] or left >= number[1] for left, right in words)
        assert number[0] >= 0
        (left, _), *turned = shown.page.locator(".verse").last.evaluate(RECTANGLES)
        em = shown.page.locator(".verse").last.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
        assert all(other >= left + 4.9 * em for other, _ in turned)  # three that it is set in, and two
        assert turned or width > 700
        centre = "(one) => { const box = one.getBoundingClientRect(); return box.left + box.width / 2; }"
        heading = shown.page.locator("#text h2").evaluate(RECTANGLES)[0]
        assert (
            abs(sum(heading) / 2 - shown.page.locator("#text h2").evaluate(centre)) < 2
        )  # the page of the source aside


@pytest.fixture(scope="module")
def axe() -> str:
    script = node.folder() / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        absent("needs axe-core: ecdosis tools install ace")
    return script.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: Browser, path: Path, axe: str, width: int, scheme: str) -> None:
    """In every view, and with the card, the contents, the menu and the search open."""
    with opened(browser, path, width, color_scheme=scheme) as shown:
        shown.run(axe)
        for view in shown.views:
            shown.show(view)
            assert violations(shown) == [], view
        for what in ("#to-contents:visible", "#to-menu", "#to-find", "#text:visible .sign:visible"):
            shown.show("reading")
            if shown.page.locator(what).count():
                shown.page.locator(what).first.click()
                assert violations(shown) == [], what
                shown.page.keyboard.press("Escape")


@pytest.mark.parametrize("other", sorted(FOREIGN.glob("*.xml")), ids=lambda other: other.stem)
def test_pages_of_books_by_others(browser: Browser, folder: Path, axe: str, other: Path) -> None:
    """Plays, letters, dictionaries, verse, what runs from right to left: nothing stands out, and axe finds nothing."""
    made = folder / f"{other.stem}.html"
    made.write_bytes(html(from_file(other)[0]))
    with opened(browser, made) as shown:
        assert shown.views == ["reading"]
        shown.run(axe)
        for width in WIDTHS:
            shown.page.set_viewport_size({"width": width, "height": 900})
            assert shown.run(OVERFLOW) == 0, width
            assert violations(shown) == [], width
        shown.page.set_viewport_size({"width": 360, "height": 900})
        for marker in shown.page.locator("#text a.noteref:visible").all():
            marker.click()
            expect(shown.page.locator("#card")).to_be_visible()
            shown.page.keyboard.press("Escape")


def violations(shown: Opened) -> list[str]:
    found: list[str] = shown.run("""async () => {
      const { violations } = await axe.run(document, { resultTypes: ["violations"] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0].html.slice(0, 200)}`);
    }""")
    return found
