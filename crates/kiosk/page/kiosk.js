// Asks for the screen, draws it, and says what was pressed. It knows no rule: what a press means, and whether it counts, is decided
// by the program that sent the screen. Nothing is kept: no storage, no cookie, no address that changes.

import { draw } from "./draw.js";
import { listenToKeys } from "./keys.js";
import { resetSettings, showSettings } from "./touch.js";
import { say, setClips } from "./voice.js";

// In the fragment, which no request carries.
const secret = location.hash.slice(1);
const headers = { "X-Suara-Secret": secret };

/** The screen that is up. */
const up = { turn: 0, screen: null, text: "", shownAt: 0, answered: true };

/** Pictures and clips by name, as addresses of this page's memory. */
const assets = new Map();

async function ask(path) {
  const answer = await fetch(path, { headers, cache: "no-store" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}

async function fetchAssets() {
  const names = await (await ask("assets")).json();
  for (const [index, name] of names.entries()) {
    const blob = await (await ask(`asset/${index}`)).blob();
    assets.set(name, URL.createObjectURL(blob));
  }
  setClips(assets);
}

/** Says what was pressed, once for each screen, and not in the first moment of one. */
async function press(action, value = "", values = {}) {
  const early = performance.now() - up.shownAt < up.screen.settle;
  if (up.answered || early) return false;
  up.answered = true;
  const body = JSON.stringify({ turn: up.turn, action, value, values });
  try {
    const answer = await fetch("intent", { method: "POST", headers, body, cache: "no-store" });
    return answer.ok;
  } catch {
    // The program does not answer; the loop below says so. If it does after all, the same may be pressed again.
    up.answered = false;
    return false;
  }
}

function show({ turn, screen }) {
  if (turn === up.turn) return;
  const text = JSON.stringify(screen);
  const same = text === up.text;
  Object.assign(up, { turn, screen, text, shownAt: same ? up.shownAt : performance.now(), answered: false });
  document.documentElement.dataset.face = screen.face;
  document.documentElement.dataset.turn = String(turn);
  // The same again: what is being read, typed or heard goes on.
  if (same) return;
  if (screen.fresh) resetSettings();
  draw(screen, assets, press);
  showSettings(screen);
  say(screen.say);
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function run() {
  listenToKeys(up, press);
  let ready = false;
  for (;;) {
    try {
      if (!ready) await fetchAssets();
      ready = true;
      show(await (await ask(`screen?after=${up.turn}`)).json());
    } catch (error) {
      console.error(error.message);
      stopped(error.message === "403");
      // A new start counts its screens anew.
      Object.assign(up, { turn: 0, text: "" });
      await pause(500);
    }
  }
}

function stopped(isStranger) {
  const screen = {
    face: "gone", title: isStranger ? "HALAMAN INI BUKAN DARI MESIN YANG MENYALA" : "MESIN TIDAK MENJAWAB", edge: [], fresh: false, settle: 0,
    scans: false, settings: false, desk: false, say: [],
    elements: [
      { is: "text", size: 1, text: isStranger ? "Buka alamat yang ditulis program sesudah dinyalakan." : "Panggil petugas. Petugas menyalakan program lagi." },
      { is: "text", size: 1, text: "Suara yang sudah tersimpan tetap aman." },
    ],
  };
  if (document.documentElement.dataset.face !== "gone") {
    document.documentElement.dataset.face = "gone";
    draw(screen, assets, press);
  }
}

// The way back leads here.
history.pushState(null, "", location.href);
addEventListener("popstate", () => history.pushState(null, "", `#${secret}`));
addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("wheel", (event) => event.ctrlKey && event.preventDefault(), { passive: false });
run();
