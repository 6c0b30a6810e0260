// What is typed: fields, a pad of digits where there is no keyboard, and a search that answers while one types.

import { make } from "./draw.js";

const SEARCH_PAUSE = 120;

/** The field with its label. What is being typed into a search stays while the screen around it changes. */
export function field(made, context) {
  const before = document.querySelector(`[name="${CSS.escape(made.name)}"]`);
  const input = made.kind === "choice" ? choices(made) : entry(made);
  if (made.kind === "search" && before) input.value = before.value;
  if (made.kind === "search") searching(input, made.name, context);
  return make("label", "field", make("span", "", made.label), input);
}

function choices(made) {
  const select = make("select");
  select.name = made.name;
  for (const [value, words] of made.choices) {
    const option = make("option", "", words);
    option.value = value;
    select.append(option);
  }
  select.value = made.value;
  return select;
}

function entry(made) {
  const input = make("input");
  input.name = made.name;
  input.type = made.kind === "pin" ? "password" : "text";
  input.inputMode = made.kind === "pin" || made.kind === "number" ? "numeric" : "text";
  input.dataset.kind = made.kind;
  input.value = made.value;
  for (const [name, value] of [["autocomplete", "off"], ["autocorrect", "off"], ["autocapitalize", "off"], ["spellcheck", "false"]]) input.setAttribute(name, value);
  input.maxLength = 200;
  return input;
}

/** Sends what stands in the field a moment after the last key, and again if more was typed meanwhile. */
function searching(input, name, context) {
  let waiting = 0;
  const send = async () => {
    const text = input.value;
    const taken = await context.press(name, text, {});
    if (!taken && input.isConnected && text === input.value) waiting = setTimeout(send, SEARCH_PAUSE);
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(send, SEARCH_PAUSE);
  });
  // The screen came while more was typed.
  queueMicrotask(() => {
    if (input.value !== context.screen.elements.flatMap((element) => element.fields ?? []).find((made) => made.name === name)?.value) waiting = setTimeout(send, SEARCH_PAUSE);
  });
}

/** Values of all fields by name. */
export function valuesOf(root) {
  const inputs = [...root.querySelectorAll("input, select")];
  return Object.fromEntries(inputs.map((input) => [input.name, input.value]));
}

/** A pad of digits for PINs and numbers, for a screen without a keyboard. It types into the field that was touched last. */
export function digits(root) {
  const inputs = [...root.querySelectorAll('input[data-kind="pin"], input[data-kind="number"]')];
  for (const form of root.querySelectorAll("form")) form.addEventListener("submit", (event) => event.preventDefault());
  if (inputs.length === 0 || document.body.className !== "voter") return;
  let active = inputs[0];
  for (const input of inputs) input.addEventListener("focus", () => (active = input));
  const type = (digit) => {
    active.value = digit === "" ? active.value.slice(0, -1) : active.value + digit;
    if (active.dataset.kind === "pin" && active.value.length === 6) active = inputs[inputs.indexOf(active) + 1] ?? active;
    active.focus({ preventScroll: true });
  };
  const key = (label, digit, words) => {
    const node = make("button", "digit", label);
    node.type = "button";
    if (words) node.setAttribute("aria-label", words);
    node.addEventListener("click", () => type(digit));
    return node;
  };
  const pad = make("div", "pad", ..."123456789".split("").map((digit) => key(digit, digit)), key("0", "0"), key("⌫", "", "hapus"));
  inputs[inputs.length - 1].closest("form").after(pad);
}
