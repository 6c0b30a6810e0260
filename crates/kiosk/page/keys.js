// Keys. A scanner types like a keyboard, so only the keys of a numeric keypad and arrows move and choose; what a scanner types counts on
// screens that wait for a card, and nowhere else.

import { darken } from "./touch.js";
import { again, sayClip, setVoice, voiceIsOn } from "./voice.js";

const BACK = ["Numpad8", "ArrowUp", "ArrowLeft"];
const ON = ["Numpad2", "ArrowDown", "ArrowRight"];
const PRESS = ["Numpad5", "NumpadEnter"];
/** A scanner types a line in far less. */
const SCAN_PAUSE = 2000;
const MAX_SCAN = 1024;

function move(by) {
  const acts = [...document.querySelectorAll("#screen .act, #screen input, #screen select")];
  if (acts.length === 0) return;
  const at = acts.indexOf(document.activeElement);
  const next = acts[at < 0 ? (by > 0 ? 0 : acts.length - 1) : (at + by + acts.length) % acts.length];
  next.focus();
  sayClip(next.dataset.clip);
}

function keypad(event) {
  const { code } = event;
  if (BACK.includes(code)) move(-1);
  else if (ON.includes(code)) move(1);
  else if (PRESS.includes(code)) {
    // A held button listens to the key itself.
    if (!event.repeat && document.activeElement?.matches?.(".act")) document.activeElement.click();
  } else if (code === "Numpad0") again();
  else if (code === "NumpadMultiply") darken();
  else if (code === "NumpadAdd") setVoice(!voiceIsOn());
  else return false;
  return true;
}

/** Out of a field, whose digits are its own: with Enter or an arrow to what comes next. */
function leave(event) {
  const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  move(by);
}

/** Listens for the whole life of the page. */
export function listenToKeys(up, press) {
  let scanned = "";
  let typedAt = 0;
  const scan = (event) => {
    const now = performance.now();
    if (now - typedAt > SCAN_PAUSE) scanned = "";
    typedAt = now;
    if (event.key === "Enter") {
      const text = scanned;
      scanned = "";
      if (text) press("card", text);
    } else if (event.key.length === 1 && scanned.length < MAX_SCAN) scanned += event.key;
  };
  addEventListener(
    "keydown",
    (event) => {
      const typing = document.activeElement?.matches?.("input, select");
      if (event.ctrlKey || event.altKey || event.metaKey) return void (event.key.length === 1 && event.key !== "v" && !typing && event.preventDefault());
      if (typing) return void (up.screen?.desk || leave(event));
      if (keypad(event)) return void event.preventDefault();
      if (up.screen?.desk) return;
      // Enter and the space bar of a scanner must press nothing.
      if (event.key === "Enter" || event.key === " ") event.preventDefault();
      if (up.screen?.scans) scan(event);
    },
    { capture: true },
  );
  // As a scanner, for whoever has none.
  addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain").trim().slice(0, MAX_SCAN);
    if (text && up.screen?.scans) press("card", text);
  });
}
