// Whose keys speak for a booth's log: the listed machine's, then those of the spares that took it over (SPEC 5.4).
import { attempt } from './bytes.mjs';
import { openHead } from './note.mjs';

/** SPEC 5.4: the listed key and every spare's, for heads and papers that come from elsewhere. */
export const speakersOf = (devices, name) => [devices.keys.get(name), ...devices.spares.map((s) => s.key)];

/** SPEC 5.8.15: a spare of the list that is now no booth's key. */
const isFree = ({ keys, spares }, key) =>
  spares.some((s) => s.key.hex === key.hex) && ![...keys.values()].some((k) => k.hex === key.hex);

/**
 * SPEC 5.4 and 5.8.15: the keys of a log from its entries in order (undefined for those that could not be read); C20 for a takeover
 * whose key may not be. `at(i)` signs the line of entry i, `last` what is handed over, `taken` are the spares, `named` all that
 * takeovers name with their places.
 */
export function keysOf({ f, devices }, booth, entries, path) {
  const turns = [{ from: 0, key: devices.keys.get(booth.name) }], named = [];
  entries.forEach((entry, i) => {
    if (entry?.kind !== 'takeover') return;
    const { key } = entry, place = `${path}:${i + 1}`;
    if (!isFree(devices, key)) f.fail('C20', place, 'is taken over by no free spare', key.hex);
    else if (named.some((one) => one.hex === key.hex)) f.fail('C20', place, 'is taken over twice by one spare', key.hex);
    else turns.push({ from: i, key });
    named.push({ hex: key.hex, place });
  });
  return { at: (i) => turns.findLast((turn) => turn.from <= i).key, last: turns.at(-1).key, all: turns.map((t) => t.key),
    taken: turns.slice(1).map((t) => t.key.hex), named };
}

/** C20 (SPEC 5.8.15): no spare is named by the logs of two booths. */
export function checkSpares({ f }, booths) {
  const all = booths.flatMap((booth) => (booth.keys?.named ?? []).map((one) => ({ ...one, name: booth.name })));
  for (const { hex, place, name } of all) {
    const other = all.find((one) => one.hex === hex && one.name !== name);
    if (other) f.fail('C20', place, 'is taken over by the spare of another booth', other.name);
  }
}

/** SPEC 5.6: a head that one of these keys signed, with that key; or undefined. */
export function openByOne(bytes, origin, keys) {
  for (const key of keys) {
    const opened = attempt(() => openHead(bytes, origin, key));
    if (opened) return { ...opened, key };
  }
  return undefined;
}
