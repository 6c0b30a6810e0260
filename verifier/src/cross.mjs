// C59 to C62: all villages together (SPEC 9.17).
import { hex } from './bytes.mjs';
import { Findings } from './findings.mjs';
import { committeeName } from './note.mjs';

/** What one village says: index and tags of the last folder that has them, the rest of all its folders. */
function voice(village) {
  const last = (name) => village.runs.map((run) => run[name]).filter((value) => value !== undefined).at(-1);
  return { ...village, index: last('index'), tags: last('tags') ?? [] };
}

export function checkAll(villages, { complete, unreadable, lang }) {
  const f = new Findings('cross', lang);
  const all = villages.map(voice);
  checkElections(f, all);
  checkShared(f, all);
  checkPresent(f, all, complete, unreadable);
  return f.report(['C59', 'C60', 'C61', 'C62']);
}

/** C59. */
function checkElections(f, all) {
  const first = new Map();
  for (const { index, code } of all) {
    if (!index) continue;
    const name = committeeName(index);
    if (!first.has(name)) first.set(name, index.digest);
    else if (first.get(name) !== index.digest) f.fail('C59', code, 'has another index', index.digest);
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
function checkShared(f, all) {
  const compare = (check, things, phrase) => {
    const owner = new Map();
    all.forEach((village, i) => {
      for (const thing of things(village)) {
        const id = `${village.index?.digest} ${thing}`;
        const other = owner.get(id);
        if (other === undefined) owner.set(id, i);
        else if (other !== i) f.fail(check, `${all[other].code}, ${village.code}`, phrase, thing);
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
  for (const { runs, code } of all) if (runs.length > 0 && runs.every((run) => run.tier === 'bundle')) f.skip('C62', code, 'only bundles are here');
  if (all.length === 0) f.skip('C62', '-', 'there is no record here');
  const here = new Set(all.map((village) => village.code));
  const listed = new Set(all.flatMap((village) => (village.index?.villages ?? []).map((v) => v.code)));
  if (complete) for (const code of listed) if (!here.has(code)) f.fail('C62', code, 'of this village there is nothing here');
  f.done('C62', `${here.size}/${listed.size}`);
}
