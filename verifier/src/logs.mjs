// The logs that evidence is held against (SPEC 10.6).
import { sha256 } from '@noble/hashes/sha2.js';
import { sha, unhex, utf8 } from './bytes.mjs';
import { speakersOf } from './keys.mjs';
import { COSIGNER, knownKey, originOf } from './note.mjs';
import { treeRoot } from './tree.mjs';

/** All copies of logs by origin; copies that agree count once, a sealed record's first, then a public one's. */
export function heldLogs(villages) {
  const out = new Map();
  const rank = { sealed: 0, public: 1, bundle: 2 };
  for (const village of villages) {
    for (const run of [...village.runs].sort((a, b) => rank[a.tier] - rank[b.tier])) {
      if (!run.definition || !run.devices) continue;
      for (const copy of copiesOf(run, village.code)) {
        const had = out.get(copy.origin) ?? [];
        if (!had.some((other) => other.identity === copy.identity)) out.set(copy.origin, [...had, copy]);
      }
    }
  }
  return out;
}

function copiesOf(run, village) {
  const { definition, devices, tier, booths, index, key } = run;
  return definition.booths.flatMap((place) => {
    const booth = booths.find((b) => b.name === place.name && b.placed);
    if (tier === 'bundle' && !booth) return [];
    const witnesses = devices.witnesses.map((w) => knownKey(w.name, COSIGNER, w.key));
    const copy = {
      origin: originOf(definition, place.station, place.booth), village, keys: speakersOf(devices, place.name), witnesses, booth,
      status: devices.status.get(place.name), outcomes: booth ? outcomesOf(booth) : new Map(), closed: booth ? isClosed(booth) : false,
      digests: { Indeks: index?.digest, Definisi: definition.digest, 'Kunci desa': key?.digest },
    };
    const outcomes = [...copy.outcomes].map(([code, o]) => code + o.fate).sort();
    const said = [...copy.keys.map((k) => k.hex), '', ...witnesses.map((w) => w.name + w.key.hex), copy.closed, booth?.whole,
      ...Object.values(copy.digests),
      ...(booth?.leaves ?? []), '', ...(booth?.epochs ?? []).map((e) => e.root), '', ...outcomes];
    return [{ ...copy, identity: sha(utf8(said.join('\n'))) }];
  });
}

/** code → {fate, card?}. */
function outcomesOf(booth) {
  const out = new Map();
  const put = (code, outcome) => { if (!out.has(code)) out.set(code, outcome); };
  for (const fate of ['cast', 'challenged', 'spoiled', 'void']) {
    for (const one of booth.ballots.filter((b) => b.fate === fate)) put(one.code, { fate, card: one.ballot.card });
  }
  for (const fate of ['spoiled', 'void']) for (const code of booth[fate]) put(code, { fate });
  return out;
}

const isClosed = (booth) => booth.close !== undefined && booth.closing?.fits === true;

export const rootAt = (booth, n) => treeRoot(booth.leaves.slice(0, n));

/** Mark ids (SPEC 1.13) of the heads of all sizes from 1, by roots that grow leaf by leaf. */
export function markIds(origin, leaves) {
  const out = new Set(), peaks = [];
  const node = (a, b) => sha256(Uint8Array.of(1, ...a, ...b));
  leaves.forEach((leaf, i) => {
    peaks.push(unhex(leaf));
    for (let n = i + 1; n % 2 === 0; n /= 2) { const right = peaks.pop(); peaks.push(node(peaks.pop(), right)); }
    const root = peaks.reduceRight((right, left) => node(left, right));
    out.add(sha(utf8(`${origin}\n${i + 1}\n${btoa(String.fromCharCode(...root))}\n`)).slice(0, 8));
  });
  return out;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first characters of base32 for people (SPEC 1.16). */
export function base32(hexText, characters) {
  const bits = BigInt(`0x${hexText}`), size = hexText.length * 4;
  return Array.from({ length: characters }, (_, i) => ALPHABET[Number((bits >> BigInt(size - 5 * i - 5)) & 31n)]).join('');
}

