/* The marks of changes, and what explains them. */

const idsOf = (mark) => (mark.dataset.c ?? mark.id).split(" ");
const FAMILIES = all("#legend input").map((input) => input.id.replace("show-", ""));

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
  const kind = byId(`list-${id}`)?.closest("details")?.dataset.kind ?? "[[card.open_question]]";
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

const edition = document.querySelector("main").dataset.edition;
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
    ...row("[[card.why]]", why.querySelector(".reason").textContent),
    ...row("[[card.certainty]]", ...sureness(why.querySelector(".sure").textContent)),
    ...row("[[card.by]]", said),
    ...(at ? row("[[card.place]]", at.cloneNode(true), `[[card.character number=${at.dataset.at}]]`) : []),
    ...(at && edition ? row("[[card.overrule]]", make("code", "", `ecdosis show ${edition} --at ${at.dataset.at}`)) : []),
  ];
}

/** What a change, an aside or a question is, as a list of terms. */
function explained(id) {
  const entry = byId(`list-${id}`);
  const read = entry.querySelector(":scope > ins");
  const rows = row("[[card.source]]", make("b", "", entry.querySelector(".source").textContent));
  if (read) rows.push(...row("[[card.reading]]", make("b", "", read.textContent)));
  for (const question of all(".question", entry)) {
    const suggested = question.querySelector("ins");
    rows.push(...row("[[card.suggested]]", suggested ? make("b", "", suggested.textContent) : "[[card.nothing]]"));
    rows.push(...reasons(question.nextElementSibling));
  }
  if (!entry.querySelector(".question")) rows.push(...reasons(entry.querySelector(".why")));
  const list = make("a", "", "[[card.in_list]]");
  list.href = `#list-${id}`;
  const here = make("a", "", "[[card.link]]");
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
