// Filter and sort, where there are many editions. Without a script the shelf has all of them, in their order.
"use strict";
(() => {
  const shelf = document.getElementById("shelf");
  const cards = [...shelf.children];
  const orders = {
    "as they are": () => 0,
    "by title": (a, b) => a.dataset.title.localeCompare(b.dataset.title),
    "most doubtful readings first": (a, b) => b.dataset.questions - a.dataset.questions,
    "most changes first": (a, b) => b.dataset.changes - a.dataset.changes,
    "what was found wrong first": (a, b) => b.dataset.wrong - a.dataset.wrong,
  };
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = new Map(cards.map((card) => [card, plain(card.querySelector(".facts").textContent)]));
  const filter = make("input", { type: "search", autocomplete: "off" });
  const order = make("select", {}, ...Object.keys(orders).map((name) => new Option(name)));
  const told = make("output", {});
  filter.addEventListener("input", () => {
    const wanted = plain(filter.value).split(/\s+/).filter(Boolean);
    for (const card of cards) card.hidden = !wanted.every((word) => words.get(card).includes(word));
    const left = cards.filter((card) => !card.hidden).length;
    told.textContent = wanted.length ? `${left} of ${cards.length}` : "";
  });
  order.addEventListener("change", () => shelf.append(...[...cards].sort(orders[order.value])));
  shelf.before(
    make("div", { className: "tools" }, make("label", {}, "Find", filter), make("label", {}, "Sort", order), told),
  );
})();
