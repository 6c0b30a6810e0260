// What a person may change for the time of one vote, and buttons that are held.

import { make } from "./draw.js";
import { setVoice, voiceIsOn } from "./voice.js";

const HOLD = 2000;
const LOOKS = ["terang", "gelap", "kuning", "lembut"];
const SIZES = 4;
const root = document.documentElement;

/** Everything as at the start: the next person stands there. */
export function resetSettings() {
  root.dataset.look = LOOKS[0];
  root.dataset.size = "1";
  document.getElementById("dark").hidden = true;
  setVoice(false);
}

/** Screen black or not, for whoever listens. */
export function darken() {
  const dark = document.getElementById("dark");
  dark.hidden = !dark.hidden;
}

function setting(label, change) {
  const node = make("button", "setting", label);
  node.type = "button";
  node.addEventListener("click", change);
  return node;
}

/** The row of settings below. */
export function showSettings(screen) {
  const footer = document.getElementById("settings");
  footer.hidden = !screen.settings;
  if (!screen.settings) return;
  footer.replaceChildren(
    setting("DENGAR SUARA", () => setVoice(!voiceIsOn())),
    setting("HURUF BESAR", () => (root.dataset.size = String((Number(root.dataset.size) % SIZES) + 1))),
    setting("WARNA", () => (root.dataset.look = LOOKS[(LOOKS.indexOf(root.dataset.look) + 1) % LOOKS.length])),
  );
}

/** A button that counts when it was held, and shows how long still. */
export function holdable(node, done) {
  let timer = 0;
  const begin = (event) => {
    if (event.type === "keydown" && (event.repeat || !["NumpadEnter", "Numpad5"].includes(event.code))) return;
    node.classList.add("held");
    timer = setTimeout(done, HOLD);
  };
  const end = () => {
    clearTimeout(timer);
    node.classList.remove("held");
  };
  for (const type of ["pointerdown", "keydown"]) node.addEventListener(type, begin);
  for (const type of ["pointerup", "pointerleave", "pointercancel", "keyup", "blur"]) node.addEventListener(type, end);
}
