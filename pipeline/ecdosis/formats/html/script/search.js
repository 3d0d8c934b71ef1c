/* The search in the view that is shown. */

const words = byId("words");
const found = byId("found");
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, caption, .note";
const SKIPPED = ".noteref, .here, .page, .verse-number, .n, .label, del, #source-title, #source > p";
const ALIKE = { "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‐": "-", "‑": "-" };
let hits = [];
let at = -1;
let searched = "";
/** Where the search set out from, and where it has brought one (the page's scroll): while one types, the first hit is
    always that from the beginning, unless one has moved on. */
let origin = 0;
let brought = -1;

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

/** The text of a part as it is compared, and for each of its characters the node and the offsets it stands at. */
function stream(part) {
  const made = { line: "", nodes: [], starts: [], ends: [] };
  const characters = [];
  const add = (character, node, start, end) => {
    const last = characters.at(-1);
    if (character === " " && (last === " " || last === "\n")) return;
    characters.push(character);
    made.nodes.push(node);
    made.starts.push(start);
    made.ends.push(end);
  };
  let before = null;
  for (const { node, block } of nodes(part)) {
    if (before && block !== before) add(part === source ? " " : "\n", null, 0, 0);
    before = block;
    let offset = 0;
    for (const character of node.data) {
      const end = offset + character.length;
      for (const one of folded(character)) add(one, node, offset, end);
      offset = end;
    }
  }
  made.line = characters.join("");
  return made;
}

const kept = new Map();

/** The same; kept as long as the marks do not change the nodes. */
function streamed(part) {
  if (!CSS.highlights) return stream(part);
  if (!kept.has(part)) kept.set(part, stream(part));
  return kept.get(part);
}

/** The ranges of a hit, one in each text node that it reaches into. */
function ranges(made, from, to) {
  const result = [];
  for (let index = from; index < to; index += 1) {
    const node = made.nodes[index];
    if (!node) continue;
    if (result.at(-1)?.startContainer !== node) {
      result.push(new Range());
      result.at(-1).setStart(node, made.starts[index]);
    }
    result.at(-1).setEnd(node, made.ends[index]);
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
    const made = streamed(shownPart());
    for (let from = made.line.indexOf(wanted); from >= 0; from = made.line.indexOf(wanted, from + wanted.length)) {
      hits.push(ranges(made, from, from + wanted.length));
    }
    if (Math.abs(window.scrollY - brought) > 1) origin = window.scrollY;
    const begin = edge() + origin - window.scrollY;
    const below = hits.findIndex(([range]) => range.getBoundingClientRect().bottom > begin);
    at = hits.length ? Math.max(below, 0) : -1;
  }
  mark();
  if (move && hits.length) reveal();
  tell();
}

/** Says how many hits there are, and which one this is. */
function tell() {
  found.textContent = hits.length ? `[[search.found number=${at + 1} all=${hits.length}]]` : words.value.trim() ? "[[search.not_found]]" : "";
}

/** Goes on to the next hit, or back. */
function turn(forward) {
  if (!hits.length) return;
  at = (at + (forward ? 1 : -1) + hits.length) % hits.length;
  mark();
  reveal();
  origin = window.scrollY;
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
  brought = window.scrollY;
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
