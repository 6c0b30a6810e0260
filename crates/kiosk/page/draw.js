// Draws a screen. Every word goes in as text, never as markup.

import { holdable } from "./touch.js";
import { digits, field, valuesOf } from "./fields.js";

const main = document.getElementById("screen");

/** An element with a class and children; strings become text. */
export function make(tag, name, ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Replaces the screen. */
export function draw(screen, assets, press) {
  const band = document.getElementById("band");
  band.hidden = !screen.band;
  band.textContent = screen.band ?? "";
  document.getElementById("edge").replaceChildren(...screen.edge.map((words) => make("span", "", words)));
  document.body.className = screen.desk ? "desk" : "voter";
  const context = { assets, press, screen };
  const parts = screen.elements.map((element) => DRAW[element.is]?.(element, context));
  const typing = document.activeElement?.name;
  main.replaceChildren(make("h1", "", screen.title), ...parts.filter(Boolean));
  digits(main);
  focus(typing);
}

function focus(typing) {
  // A button that was pressed has the empty name.
  const again = typing ? main.querySelector(`[name="${CSS.escape(typing)}"]`) : null;
  const target = again ?? main.querySelector("input, select") ?? main;
  target.focus({ preventScroll: true });
  if (again?.setSelectionRange && again.type !== "number") again.setSelectionRange(again.value.length, again.value.length);
}

function send(context, action, value) {
  return context.press(action, value, valuesOf(main));
}

function button(made, context) {
  const node = make("button", `act ${made.tone}`, make("span", "label", made.label));
  node.type = "button";
  node.dataset.action = made.action;
  if (made.clip) node.dataset.clip = made.clip;
  if (made.kind === "hold") holdable(node, () => send(context, made.action, made.value));
  else node.addEventListener("click", () => send(context, made.action, made.value));
  return node;
}

function picture(name, words, context) {
  const address = context.assets.get(name);
  if (!address) return null;
  const image = make("img");
  image.src = address;
  image.alt = words;
  image.draggable = false;
  return image;
}

function tile(made, context) {
  const photo = made.picture ? picture(made.picture, "", context) : null;
  const node = make("button", made.wide ? "act tile wide" : "act tile", make("span", "number", made.big), photo, make("span", "name", made.name));
  node.type = "button";
  node.dataset.action = made.action;
  if (made.clip) node.dataset.clip = made.clip;
  node.addEventListener("click", () => send(context, made.action, made.value));
  return node;
}

function paper(made, context) {
  const lines = made.lines.map(({ text, style }) =>
    style === "picture" ? made.picture && picture(made.picture, "", context) : make(style === "rule" ? "hr" : "p", style, ...(style === "rule" ? [] : [text])));
  // Beside the number and not below it, so that the whole paper is in sight.
  const photo = lines.find((line) => line?.tagName === "IMG");
  const huge = lines.findIndex((line) => line?.className === "huge");
  if (photo && huge >= 0) {
    lines.splice(lines.indexOf(photo), 1);
    lines.splice(huge, 0, photo);
  }
  return make("div", "paper", ...lines);
}

function row(made, context) {
  const cells = made.cells.map((cell) => make("td", "", cell));
  const node = make("tr", "", ...cells);
  if (made.action) {
    const act = make("button", "act plain", make("span", "label", made.cells[0]));
    act.type = "button";
    act.dataset.action = made.action;
    act.addEventListener("click", () => send(context, made.action, made.value));
    cells[0].replaceChildren(act);
  }
  return node;
}

const table = ({ heads, rows }, context) =>
  make("table", "", make("thead", "", make("tr", "", ...heads.map((head) => make("th", "", head)))), make("tbody", "", ...rows.map((made) => row(made, context))));

const DRAW = {
  text: ({ text, size }) => make("p", `size${size}`, text),
  status: ({ text, tone }) => make("p", `status ${tone}`, text),
  tiles: ({ tiles }, context) => make("div", `tiles of${tiles.filter((made) => !made.wide).length}`, ...tiles.map((made) => tile(made, context))),
  buttons: ({ buttons }, context) => make("div", "buttons", ...buttons.map((made) => button(made, context))),
  paper,
  code: ({ groups }) => make("p", "code", ...groups.map((group) => make("span", "", group))),
  steps: ({ steps }) => make("ol", "steps", ...steps.map(({ text, done }) => make("li", done ? "done" : "", text))),
  facts: ({ facts }) => make("dl", "", ...facts.flatMap(([label, value]) => [make("dt", "", label), make("dd", "", value)])),
  table,
  fields: ({ fields }, context) => make("form", "fields", ...fields.map((made) => field(made, context))),
  picture: ({ asset, words }, context) => picture(asset, words, context),
};
