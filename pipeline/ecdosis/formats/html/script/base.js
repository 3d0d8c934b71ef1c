/* What all parts of the script share. */

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
