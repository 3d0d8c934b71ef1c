/* The views, and the place where one reads, which a switch keeps. */

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
  const below = (unit) => unit.getBoundingClientRect().bottom > top + 2; // a scroll is whole pixels
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

/** What the address says: a view, if it names one, and an id. */
function addressed() {
  try {
    return /^#(?:(reading|changes|source):)?(.*)$/s.exec(decodeURIComponent(location.hash)) ?? [];
  } catch {
    return []; // somebody cut it short
  }
}

/** Follows the address: `#id` in the view that is shown, `#view:id` in another. */
function follow() {
  const [, named, id] = addressed();
  if (named && byId(`view-${named}`)) show(named);
  if (id) go(id);
}
