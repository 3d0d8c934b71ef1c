/* What one does: clicks, keys, switches. The last part: it starts the page. */

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
