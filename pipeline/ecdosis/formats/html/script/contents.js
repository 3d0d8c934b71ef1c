/* Where one is, in the contents. */

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
