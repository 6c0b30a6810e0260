// C59 to C62: all villages together (SPEC 9.17).
import { hex } from './bytes.mjs';
import { Findings } from './findings.mjs';
import { committeeName } from './note.mjs';

/** SPEC 9.17: index and tags of the last folder that has them speak for a village. */
export function voice(village) {
  const last = (name) => village.runs.map((run) => run[name]).filter((value) => value !== undefined).at(-1);
  return { ...village, index: last('index'), tags: last('tags') ?? [] };
}

/** @returns {{checks, accused}} the checks, and the codes of the villages that a FAIL of C59 to C61 is about */
export function checkAll(all, { complete, unreadable, lang }) {
  const f = new Findings('cross', lang), accused = new Set();
  checkElections(f, all, accused);
  checkShared(f, all, accused);
  checkPresent(f, all, complete, unreadable);
  return { checks: f.report(['C59', 'C60', 'C61', 'C62']), accused };
}

/** C59. */
function checkElections(f, all, accused) {
  const first = new Map();
  for (const village of all.filter((v) => v.index)) {
    const { index, code } = village, name = committeeName(index);
    if (!first.has(name)) first.set(name, village);
    else if (first.get(name).index.digest !== index.digest) {
      f.fail('C59', code, 'has another index', index.digest);
      accused.add(code).add(first.get(name).code);
    }
  }
  f.done('C59', `${first.size}`);
}

/** Everything of a village that no other village may have, as texts that begin with what it is (SPEC 9.17). */
function* ownThings({ runs }) {
  for (const { devices, definition, deck, booths } of runs) {
    if (devices && definition) {
      for (const [name, key] of devices.keys) if (devices.status.get(name) === 'expected') yield `key ${key.hex}`;
      for (const desk of devices.desks) yield `key ${desk.key.hex}`;
    }
    for (const card of deck ?? []) yield `card ${card}`;
    for (const booth of booths) {
      for (const key of booth.placed ? booth.keys.taken : []) yield `key ${key}`;
      for (const { ballot, code } of booth.ballots) {
        yield `card ${ballot.card}`;
        yield `code ${code}`;
        for (const c of ballot.ciphertexts) yield `ciphertext ${hex(c.bytes.subarray(0, 32))}`;
      }
      for (const code of [...booth.spoiled, ...booth.void]) yield `code ${code}`;
    }
  }
}

/** C60 and C61, among villages that name the same index. */
function checkShared(f, all, accused) {
  const compare = (check, things, phrase) => {
    const owner = new Map();
    all.forEach((village, i) => {
      for (const thing of things(village)) {
        const id = `${village.index?.digest} ${thing}`;
        const other = owner.get(id);
        if (other === undefined) owner.set(id, i);
        else if (other !== i) {
          f.fail(check, `${all[other].code}, ${village.code}`, phrase, thing);
          accused.add(all[other].code).add(village.code);
        }
      }
    });
    f.done(check, `${all.length}`);
  };
  compare('C60', ownThings, 'serves two villages');
  compare('C61', (village) => village.tags, 'is on two rolls');
}

/** C62. */
function checkPresent(f, all, complete, unreadable) {
  for (const place of unreadable) f.skip('C62', place, 'could not be looked into');
  for (const { runs, code } of all) {
    if (runs.length > 0 && runs.every((run) => run.tier === 'bundle')) f.skip('C62', code, 'only bundles are here');
  }
  if (all.length === 0) f.skip('C62', '-', 'there is no record here');
  const here = new Set(all.map((village) => village.code));
  const listed = new Set(all.flatMap((village) => (village.index?.villages ?? []).map((v) => v.code)));
  if (complete) for (const code of listed) if (!here.has(code)) f.fail('C62', code, 'of this village there is nothing here');
  f.done('C62', `${here.size}/${listed.size}`);
}
