/* The card: a note or an explanation where one is. */

const isOpen = () => card.matches(":popover-open");

/** Shows parts in the card, below (or above) what they belong to; Escape closes it, and the focus is there again. */
function open(anchor, parts) {
  if (isOpen()) card.hidePopover();
  const close = make("button", "close", "×");
  close.type = "button";
  close.ariaLabel = "[[card.close]]";
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
  const hidden = getComputedStyle(card).position === "fixed" ? box.bottom + 8 - card.getBoundingClientRect().top : 0;
  if (hidden > 0) window.scrollBy(0, hidden);
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
  for (const element of all("[id]", copy)) {
    if (element.matches(".c")) element.dataset.c = element.id; // a mark can be explained here too
    element.removeAttribute("id");
  }
  const body = make("div", "body", ...copy.childNodes);
  body.lang = document.documentElement.lang;
  body.dir = document.documentElement.dir || "ltr";
  open(ref, [make("h2", "", ref.ariaLabel ?? `[[card.note label=${ref.textContent}]]`), body]);
}
