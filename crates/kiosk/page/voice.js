// Clips that travel with the election's package. Neutral prompts may come from a loudspeaker; names and choices only while the voice
// is on, which is for headphones.

let clips = new Map();
let on = false;
let turn = 0;
let last = [];

/** All clips by name. */
export const setClips = (all) => (clips = all);

export const voiceIsOn = () => on;

/** Names and choices are spoken from now on, or no more. */
export function setVoice(now) {
  on = now;
  document.documentElement.dataset.voice = on ? "on" : "off";
  if (on) say(last);
}

/** Plays clips one after the other, and stops what was playing. `data-said` names what was heard to its end. */
export async function say(list) {
  last = list;
  const mine = (turn += 1);
  for (const { clip, private: isPrivate } of list) {
    if (mine !== turn || !clips.has(clip) || (isPrivate && !on)) continue;
    await play(clip, mine);
  }
}

/** One clip of an element that has the focus. */
export const sayClip = (clip) => on && clip && say([{ clip, private: true }]);

/** The same again. */
export const again = () => say(last);

let playing = null;

function play(clip, mine) {
  playing?.pause();
  playing = new Audio(clips.get(clip));
  const audio = playing;
  return new Promise((done) => {
    const over = (event) => {
      if (mine === turn && event?.type === "ended") document.documentElement.dataset.said = clip;
      done();
    };
    for (const type of ["ended", "error", "pause"]) audio.addEventListener(type, over, { once: true });
    audio.play().catch(over);
  });
}
