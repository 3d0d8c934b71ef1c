"use strict";
/* What a page of an edition can do beside being read: switch its views and keep the place, explain a change or show a
   note where one is, search, mark where one is in the contents. Without it the text, notes, lists and links work. */
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const text = byId("text");
  const source = byId("source");
  const bar = byId("bar");
  const card = byId("card");

  /** An element with a class and parts (elements or words). */
  function make(name, className = "", ...parts) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...parts);
    return element;
  }

  /* ---------------------------------------------------------------- views and places */

  const view = () => document.querySelector('input[name="view"]:checked')?.value ?? "reading";
  const shownPart = () => (view() === "source" ? source : text);
  const edge = () => (getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().bottom : 0);
  const UNITS = "p[id], li[id], figcaption[id], section[id] > :is(h1, h2, h3, h4, h5, h6)";
  const nameOf = (unit) => unit.dataset.b?.split(" ")[0] ?? (unit.id || unit.closest("[id]").id);
  const linesOf = (name) => (source ? all(`li[data-b~="${CSS.escape(name)}"]`, source) : []);

  /** Where one reads: the block at the upper edge, how far in the edge is, and how far down it begins; in the source
      view the block is that of the line. Null at the very beginning. */
  function place() {
    const top = edge() + 1;
    const below = (unit) => unit.getBoundingClientRect().bottom > top;
    if (window.scrollY < 8) return null;
    if (view() === "source") {
      const line = all("li[data-b]", source).find(below);
      if (!line) return { unit: byId("appendix"), offset: byId("appendix").getBoundingClientRect().top - top, far: 0 };
      return placeOf(line);
    }
    const unit = all(UNITS, text).find((one) => one.offsetParent && below(one)) ?? byId("appendix");
    const box = unit.getBoundingClientRect();
    return { unit, offset: box.top - top, far: Math.min(Math.max((top - box.top) / box.height, 0), 1) };
  }

  /** The place of a line of the source. */
  function placeOf(line) {
    const lines = linesOf(nameOf(line));
    return { unit: unitOf(nameOf(line)), offset: 0, far: lines.indexOf(line) / lines.length };
  }

  /** The block of the text with a name; of a section its heading. */
  function unitOf(name) {
    const found = byId(name);
    return found?.matches("section") ? (found.querySelector(":scope > :is(h1, h2, h3, h4, h5, h6)") ?? found) : found;
  }

  /** Scrolls so that a place is at the upper edge of the view that is shown. */
  function keep({ unit, offset, far }, from) {
    const top = edge() + 1;
    if (!unit) return;
    if (view() === "source" && text.contains(unit)) {
      const lines = linesOf(nameOf(unit));
      const line = lines[Math.min(Math.floor(far * lines.length), lines.length - 1)];
      if (line) window.scrollBy(0, line.getBoundingClientRect().top - top);
    } else {
      const box = unit.getBoundingClientRect();
      const within = from === "source" && text.contains(unit);
      window.scrollBy(0, within ? box.top + far * box.height - top : box.top - offset - top);
    }
  }

  /** Shows a view, at the place where one reads. */
  function show(name) {
    const from = view();
    const where = from === name ? null : place();
    const radio = byId(`view-${name}`);
    if (radio) radio.checked = true;
    shown(where, from);
  }

  let last = "reading";

  /** What follows when a view is shown. */
  function shown(where, from) {
    last = view();
    card.hidePopover?.();
    operable();
    if (where) keep(where, from);
    if (words.value && !byId("find").hidden) search(false);
    current();
  }

  /** In the address: the view, if it is not the reading view, and a place. */
  function record(id) {
    const named = view() === "reading" ? id : `${view()}:${id}`;
    try {
      history.replaceState(history.state, "", named ? `#${named}` : "#text");
    } catch {
      /* some browsers do not let a page from disk do so: then only the address lacks it */
    }
  }

  /** What stands for an id in the view that is shown. */
  function locate(id) {
    const found = byId(id);
    if (!found) return null;
    if (view() === "source" && text.contains(found)) {
      const own = source.querySelector(`[data-c~="${CSS.escape(id)}"]`);
      const around = found.closest(".note[id], p[id], li[id], section[id]") ?? found;
      return own ?? linesOf(id)[0] ?? linesOf(around.id)[0] ?? found;
    }
    if (view() !== "source" && source?.contains(found)) return byId(nameOf(found)) ?? text;
    return found;
  }

  /** Goes to what has an id, and shows where that is. */
  function go(id) {
    const found = locate(id);
    all(".target").forEach((one) => one.classList.remove("target"));
    if (!found) return;
    for (let outer = found.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    found.classList.add("target");
    found.scrollIntoView({ block: found.matches("section, h1, h2, h3, article") ? "start" : "center" });
    record(id);
  }

  /** Follows the address: `#id` in the view that is shown, `#view:id` in another. */
  function follow() {
    const [, named, id] = /^#(?:(reading|changes|source):)?(.*)$/s.exec(decodeURIComponent(location.hash)) ?? [];
    if (named && byId(`view-${named}`)) show(named);
    if (id) go(id);
  }

  /* ---------------------------------------------------------------- changes */

  const idsOf = (mark) => (mark.dataset.c ?? mark.id).split(" ");
  const FAMILIES = ["mended", "edited", "regularised", "lines", "aside", "asked"];

  /** Whether marks like this one are to be shown. */
  function isShown(mark) {
    return FAMILIES.some((family) => mark.classList.contains(family) && byId(`show-${family}`)?.checked);
  }

  /** Marks are buttons where they show, and only there. */
  function operable() {
    const on = view() !== "reading";
    for (const mark of all(".c", on ? shownPart() : text)) {
      if (on && isShown(mark)) {
        mark.setAttribute("role", "button");
        mark.setAttribute("aria-haspopup", "dialog");
        mark.tabIndex = 0;
        if (!mark.textContent.trim()) mark.setAttribute("aria-label", titleOf(idsOf(mark)[0]));
      } else {
        for (const name of ["role", "aria-haspopup", "tabindex", "aria-label"]) mark.removeAttribute(name);
      }
    }
    for (const sign of all(".sign", text)) {
      if (on) sign.removeAttribute("href"); // the marks in it are what one follows there
      else sign.setAttribute("href", `#list-${idsOf(sign)[0]}`);
    }
  }

  /** What happened at a place, in a few words. */
  function titleOf(id) {
    const kind = byId(`list-${id}`)?.closest("details")?.dataset.kind ?? "open question";
    return kind.charAt(0).toUpperCase() + kind.slice(1);
  }

  const row = (name, ...parts) => [make("dt", "", name), make("dd", "", ...parts)];

  /** How sure, as a number and as a length. */
  function sureness(percent) {
    const length = make("i");
    length.style.width = percent;
    return [make("span", "meter", length), ` ${percent}`];
  }

  /** Reason, certainty, author and place from the line of the list that tells them. */
  function reasons(why) {
    const hand = why.querySelector(".by");
    const at = why.querySelector(".at");
    const said = byId(hand.hash.slice(1))?.textContent ?? hand.textContent;
    return [
      ...row("Why", why.querySelector(".reason").textContent),
      ...row("Certainty", ...sureness(why.querySelector(".sure").textContent)),
      ...row("By", said),
      ...(at ? row("Place", at.cloneNode(true), `, character ${at.dataset.at}`) : []),
    ];
  }

  /** What a change, an aside or a question is, as a list of terms. */
  function explained(id) {
    const entry = byId(`list-${id}`);
    const read = entry.querySelector(":scope > ins");
    const rows = row("Source", make("b", "", entry.querySelector(".source").textContent));
    if (read) rows.push(...row("Reading", make("b", "", read.textContent)));
    for (const question of all(".question", entry)) {
      const suggested = question.querySelector("ins");
      rows.push(...row("Suggested", suggested ? make("b", "", suggested.textContent) : "nothing"));
      rows.push(...reasons(question.nextElementSibling));
    }
    if (!entry.querySelector(".question")) rows.push(...reasons(entry.querySelector(".why")));
    const list = make("a", "", "In the list");
    list.href = `#list-${id}`;
    const here = make("a", "", "Link to this place");
    here.href = `#changes:${id}`;
    return [make("dl", "", ...rows), make("p", "links", list, " ", here)];
  }

  /** Explains what a mark stands for. */
  function explain(mark) {
    const ids = idsOf(mark).filter((id) => byId(`list-${id}`));
    if (!ids.length) return;
    open(mark, ids.flatMap((id) => [make("h2", "", titleOf(id)), ...explained(id)]));
    lastMark = mark;
  }

  let lastMark = null;

  /** Goes to the next mark (or the one before) from the last, or from where one reads. */
  function step(forward) {
    const marks = all(".c", shownPart()).filter(isShown);
    const at = marks.indexOf(document.activeElement?.closest?.(".c") ?? lastMark);
    const start = at < 0 ? marks.findIndex((mark) => mark.getBoundingClientRect().top > edge()) : at;
    const turn = (index) => (index + marks.length) % marks.length;
    let index = at < 0 && forward ? Math.max(start, 0) : turn(start + (forward ? 1 : -1));
    const same = (one) => at >= 0 && idsOf(marks[one]).join() === idsOf(marks[at]).join();
    for (let tries = 0; tries < marks.length && same(index); tries += 1) index = turn(index + (forward ? 1 : -1));
    const mark = marks[index];
    if (!mark) return;
    const explaining = isOpen();
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
    lastMark = mark;
    if (explaining) explain(mark);
  }

  /* ---------------------------------------------------------------- the card: notes and explanations */

  const isOpen = () => card.matches(":popover-open");

  /** Shows parts in the card, below (or above) what they belong to; Escape closes it, and the focus is there again. */
  function open(anchor, parts) {
    if (isOpen()) card.hidePopover();
    const close = make("button", "close", "×");
    close.type = "button";
    close.ariaLabel = "Close";
    close.addEventListener("click", () => card.hidePopover());
    card.replaceChildren(close, ...parts);
    card.querySelector("h2").id = "card-title";
    anchor.focus({ preventScroll: true });
    card.showPopover();
    const box = anchor.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    const below = box.bottom + 8 + card.offsetHeight <= window.innerHeight || box.top < card.offsetHeight + 60;
    card.style.left = `${Math.max(8, Math.min(box.left, room)) + window.scrollX}px`;
    card.style.top = `${(below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + window.scrollY}px`;
    card.focus({ preventScroll: true });
  }

  /** A note where its marker is, unless it is in sight anyhow. */
  function showNote(ref, event) {
    const note = byId(ref.hash.slice(1));
    const box = note?.getBoundingClientRect();
    if (!note || (box.height && box.bottom > edge() && box.top < window.innerHeight)) return;
    event.preventDefault();
    const copy = note.cloneNode(true);
    copy.querySelector(".label")?.remove();
    all("[id]", copy).forEach((element) => element.removeAttribute("id"));
    const body = make("div", "body", ...copy.childNodes);
    body.lang = document.documentElement.lang;
    body.dir = document.documentElement.dir || "ltr";
    open(ref, [make("h2", "", `Note ${ref.textContent}`), body]);
  }

  /* ---------------------------------------------------------------- search */

  const words = byId("words");
  const found = byId("found");
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, caption, .note";
  const SKIPPED = ".noteref, .here, .page, .verse, .n, .label, del, #source-title, #source > p";
  const ALIKE = { "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‐": "-", "‑": "-" };
  let hits = [];
  let at = -1;
  let searched = "";

  /** One character as it is compared: without case, accents and typographic form. */
  function folded(character) {
    if (/\s/.test(character)) return " ";
    if (character === "\u00AD") return "";
    return ALIKE[character] ?? character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /** The text nodes that are searched, in order, each with the block it stands in; notes come after the text. */
  function nodes(part) {
    const result = [];
    const waiting = [part];
    for (const top of waiting) {
      const choose = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
        if (node !== top && node.matches(".note")) waiting.push(node);
        return node.matches(`${SKIPPED}, .note`) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      };
      const walker = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, choose);
      while (walker.nextNode()) {
        const block = walker.currentNode.parentElement.closest(BLOCKS);
        if (block) result.push({ node: walker.currentNode, block });
      }
    }
    return result;
  }

  /** The text of a part as it is compared, and for each of its characters where it stands. */
  function stream(part) {
    const places = [];
    let line = "";
    let before = null;
    for (const { node, block } of nodes(part)) {
      if (before && block !== before) add(part === source ? " " : "\n", null, 0);
      before = block;
      let offset = 0;
      for (const character of node.data) {
        for (const one of folded(character)) add(one, node, offset, character.length);
        offset += character.length;
      }
    }
    function add(character, node, offset, length = 0) {
      if (character === " " && (line.endsWith(" ") || line.endsWith("\n"))) return;
      line += character;
      places.push({ node, offset, end: offset + length });
    }
    return { line, places };
  }

  /** The ranges of a hit, one in each text node that it reaches into. */
  function ranges(places) {
    const result = [];
    for (const { node, offset, end } of places) {
      if (!node) continue;
      const range = result.at(-1);
      if (range?.startContainer === node) {
        range.setEnd(node, end);
      } else {
        result.push(new Range());
        result.at(-1).setStart(node, offset);
        result.at(-1).setEnd(node, end);
      }
    }
    return result;
  }

  /** Looks for the words; `move`: goes to the first hit from where one reads. */
  function search(move = true) {
    const wanted = [...words.value.trim().replace(/\s+/g, " ")].map(folded).join("");
    unmark();
    searched = words.value;
    hits = [];
    at = -1;
    if (wanted) {
      const { line, places } = stream(shownPart());
      for (let from = line.indexOf(wanted); from >= 0; from = line.indexOf(wanted, from + wanted.length)) {
        hits.push(ranges(places.slice(from, from + wanted.length)));
      }
      const below = hits.findIndex(([range]) => range.getBoundingClientRect().bottom > edge());
      at = hits.length ? Math.max(below, 0) : -1;
    }
    mark();
    if (move && hits.length) reveal();
    tell();
  }

  /** Says how many hits there are, and which one this is. */
  function tell() {
    found.textContent = hits.length ? `${at + 1} of ${hits.length}` : words.value.trim() ? "Not found" : "";
  }

  /** Goes on to the next hit, or back. */
  function turn(forward) {
    if (!hits.length) return;
    at = (at + (forward ? 1 : -1) + hits.length) % hits.length;
    mark();
    reveal();
    tell();
  }

  /** Shows the hit one is at, also in a note that is hidden. */
  function reveal() {
    const [range] = hits[at];
    const note = range.startContainer.parentElement.closest(".note");
    all(".note.open").forEach((one) => one.classList.remove("open"));
    if (note && !note.getClientRects().length) note.classList.add("open");
    const box = range.getBoundingClientRect();
    window.scrollBy(0, box.top - window.innerHeight / 3);
  }

  /** Marks the hits: by highlights where the browser has them, else by elements. */
  function mark() {
    if (CSS.highlights) {
      CSS.highlights.set("found", new Highlight(...hits.flat()));
      CSS.highlights.set("found-here", new Highlight(...(hits[at] ?? [])));
      CSS.highlights.get("found-here").priority = 1;
      return;
    }
    hits.forEach((hit, index) =>
      hit.forEach((range) => {
        let element = range.startContainer.parentElement;
        if (!element?.matches("mark.found")) {
          element = make("mark", "found");
          range.surroundContents(element);
          range.selectNodeContents(element);
          range.setStart(element.firstChild, 0);
        }
        element.classList.toggle("here-now", index === at);
      }),
    );
  }

  function unmark() {
    CSS.highlights?.clear();
    for (const element of all("mark.found")) {
      const around = element.parentNode;
      element.replaceWith(...element.childNodes);
      around.normalize();
    }
  }

  function openFind() {
    byId("find").hidden = false;
    words.focus();
    words.select();
    if (words.value) search(false);
  }

  function closeFind() {
    byId("find").hidden = true;
    unmark();
    hits = [];
    byId("to-find").focus();
  }

  /* ---------------------------------------------------------------- contents */

  const contents = byId("contents");
  const entries = all("a", contents).map((link) => ({ link, id: link.hash.slice(1) }));

  /** Marks in the contents where one is. */
  function current() {
    const limit = edge() + window.innerHeight / 3;
    let here = null;
    for (const entry of entries) {
      const heads = view() === "source" && text.contains(byId(entry.id)) ? linesOf(entry.id)[0] : byId(entry.id);
      if (heads?.getClientRects().length && heads.getBoundingClientRect().top <= limit) here = entry;
    }
    for (const { link } of entries) {
      if (link === here?.link) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** A function that runs once a frame, however often it is asked for. */
  function calmly(what) {
    let waiting = false;
    return () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        what();
      });
    };
  }

  /* ---------------------------------------------------------------- what one does */

  function clicked(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href^='#']");
    const marked = event.target.closest(view() === "reading" ? ".sign" : ".c");
    if (marked && (view() === "reading" || isShown(marked))) {
      event.preventDefault();
      explain(marked);
    } else if (link?.matches(".noteref")) {
      showNote(link, event);
    } else if (link?.matches(".at") && source) {
      event.preventDefault();
      show("source");
      go(link.hash.slice(1));
    } else if (source?.contains(event.target) && event.target.matches(".n")) {
      const line = event.target.closest("li");
      if (!line.dataset.b) return;
      event.preventDefault();
      const where = placeOf(line);
      show("reading");
      go(nameOf(line));
      keep(where, "source");
    }
    if (link && contents.contains(link)) contents.hidePopover?.();
    if (link && card.contains(link)) card.hidePopover();
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = document.activeElement;
    const marked = focused?.matches?.(".c[role=button]") ? focused : null;
    if (marked && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      explain(marked);
    } else if ((marked || (isOpen() && card.contains(focused))) && view() !== "reading") {
      const forward = ["n", "ArrowRight"].includes(event.key);
      if (!forward && !["p", "ArrowLeft"].includes(event.key)) return;
      event.preventDefault();
      step(forward);
    }
  }

  /** The colours that were chosen last time, where the browser remembers. */
  function colours() {
    try {
      const kept = localStorage.getItem("ecdosis-colours");
      if (kept && byId(`colours-${kept}`)) byId(`colours-${kept}`).checked = true;
      byId("colours").addEventListener("change", (event) => localStorage.setItem("ecdosis-colours", event.target.value));
    } catch {
      /* it does not: they are chosen anew each time */
    }
  }

  function views() {
    byId("views")?.addEventListener("change", ({ target }) => {
      byId(`view-${last}`).checked = true; // the place is that in the view one leaves
      const where = place();
      target.checked = true;
      shown(where, last);
      record(where && text.contains(where.unit) ? nameOf(where.unit) : "");
    });
    for (const family of FAMILIES) byId(`show-${family}`)?.addEventListener("change", operable);
    const steps = document.querySelector(".steps");
    if (steps) steps.hidden = false;
    byId("before")?.addEventListener("click", () => step(false));
    byId("after")?.addEventListener("click", () => step(true));
  }

  function finding() {
    byId("to-find").hidden = false;
    byId("to-find").addEventListener("click", () => (byId("find").hidden ? openFind() : closeFind()));
    byId("find-before").addEventListener("click", () => turn(false));
    byId("find-after").addEventListener("click", () => turn(true));
    byId("find-close").addEventListener("click", closeFind);
    let timer = 0;
    words.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, 200);
    });
    byId("find").addEventListener("keydown", (event) => {
      if (event.key === "Escape") closeFind();
      if (event.key !== "Enter" || event.target !== words) return;
      clearTimeout(timer);
      if (searched === words.value) turn(!event.shiftKey);
      else search();
    });
  }

  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  window.addEventListener("hashchange", follow);
  window.addEventListener("scroll", calmly(current), { passive: true });
  colours();
  views();
  finding();
  operable();
  follow();
  current();
})();
