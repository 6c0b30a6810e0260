// SHA256SUMS, which kind a folder is, and which files it may have (SPEC 7.4 to 7.6, C01 to C04).
import { attempt, byText, refuse, sha } from './bytes.mjs';
import { speakersOf } from './keys.mjs';
import { committeeName, committeeKey, knownKey, openNote, originOf, parseNote, PLAIN } from './note.mjs';
import { MAX_PLANS } from './plans.mjs';

export const SUMS = 'SHA256SUMS';

/** SPEC 7.5: {kind, name, entries: [[path, digest]], note}. */
export function readSums(bytes) {
  const note = parseNote(bytes);
  const [first, ...rest] = note.text.slice(0, -1).split('\n');
  const [, kind, name] = /^# suara\/v1\/sums (bundle|sealed|public) (.*)$/s.exec(first) ?? refuse('first line');
  const entries = rest.map((line) => {
    const [, digest, path] = /^([0-9a-f]{64}) {2}(.*)$/s.exec(line) ?? refuse('a line of the list');
    return [path, digest];
  });
  for (let i = 1; i < entries.length; i++) if (byText(entries[i - 1][0], entries[i][0]) >= 0) refuse('paths are not ascending');
  return { kind, name, entries, note };
}

/** SPEC 7.4. */
export function tierOf(files, sums) {
  if (sums) return sums.kind;
  const log = [...files.keys()].sort(byText).find((path) => path.endsWith('entries.jsonl'));
  return log === undefined ? 'public' : log === 'entries.jsonl' ? 'bundle' : 'sealed';
}

export const boothOfOrigin = (definition, origin) =>
  definition.booths.find((b) => originOf(definition, b.station, b.booth) === origin);

/** C01 to C04 (SPEC 9.5). */
export function checkSums(run) {
  const { f, sums, definition, index, files } = run;
  if (!sums) {
    f.fail('C01', SUMS, files.has(SUMS) ? 'is not a list of files' : 'is missing');
    return;
  }
  f.done('C01', sums.name);
  const booth = run.tier === 'bundle' && definition ? boothOfOrigin(definition, sums.name) : undefined;
  if (index && definition && (run.tier === 'bundle' ? !booth : sums.name !== definition.village.code)) {
    f.fail('C01', SUMS, 'names another village or booth', sums.name);
  }
  const listed = new Map(sums.entries);
  for (const [path, digest] of listed) {
    if (!files.has(path)) f.fail('C03', path, 'is listed but missing');
    else if (sha(files.get(path)) !== digest) f.fail('C03', path, 'has other bytes than the list says');
  }
  for (const path of files.keys()) if (path !== SUMS && !listed.has(path)) f.fail('C03', path, 'is not listed');
  f.done('C03', `${listed.size}`);
  checkAllowed(run);
}

/** C02 (SPEC 9.5); after the booths, because a bundle is signed by the last machine of its log. */
export function checkSumsSignature({ f, tier, sums, index, definition, devices, booths }) {
  if (!sums) return;
  const booth = tier === 'bundle' && definition ? boothOfOrigin(definition, sums.name) : undefined;
  if (!index || !definition || (tier === 'bundle' && (!booth || !devices))) {
    f.skip('C02', SUMS, 'the key that should have signed is not known');
    return;
  }
  const signers = () => {
    const last = booths.find((b) => b.name === booth.name)?.keys?.last;
    return last ? [last] : speakersOf(devices, booth.name);
  };
  const known = tier === 'bundle' ? signers().map((key) => knownKey(sums.name, PLAIN, key)) : [committeeKey(index)];
  if (!known.some((one) => attempt(() => openNote(sums.note, one)) !== undefined)) {
    f.fail('C02', SUMS, 'the signature does not hold', known[0].name);
  }
  f.done('C02', tier === 'bundle' ? sums.name : committeeName(index));
}

/** SPEC 7.6, C04. */
function checkAllowed({ f, tier, files, definition, devices }) {
  if (!definition || !devices) {
    f.skip('C04', '-', 'definition or device list is not known');
    return;
  }
  const allowed = allowedFiles(tier, definition, devices);
  for (const path of files.keys()) if (!allowed.has(path)) f.fail('C04', path, 'is no file that a record has');
  f.done('C04');
}

const BOOTH_FILES = {
  sealed: ['entries.jsonl', 'checkpoint'],
  public: ['checkpoint', 'leaves.txt', 'anchors.jsonl', 'cast.jsonl', 'challenged.jsonl', 'spoiled.txt', 'void.txt'],
};

function allowedFiles(tier, definition, devices) {
  const out = new Set([SUMS, 'ceremony.json', 'confirmations.json']);
  const signed = (...names) => { for (const name of names) out.add(`${name}.json`).add(`${name}.note`); };
  signed('index', 'definition', 'roots', 'devices');
  for (let n = 1; n < devices.digests.length; n++) signed(`amendment-${n}`);
  if (tier === 'bundle') return out.add('entries.jsonl').add('checkpoint');
  for (const b of definition.booths) {
    if (devices.status.get(b.name) === 'expected') for (const file of BOOTH_FILES[tier]) out.add(`booths/${b.name}/${file}`);
  }
  for (const aid of ['roll-tags.txt', 'deck-leaves.txt', 'totals.csv', 'spec.md', 'verify.mjs']) out.add(aid);
  signed('exclusions', 'result');
  for (const d of devices.desks) out.add(`desks/${d.station}-${d.desk}.json`);
  for (const s of definition.stations) {
    for (const unit of ['0', ...s.booths.map((b) => b.id)]) for (const entry of [1, 2]) out.add(`paper/${s.id}-${unit}-${entry}.json`);
  }
  for (let n = 1; n <= MAX_PLANS; n++) {
    signed(`plan-${n}`);
    for (let g = 1; g <= definition.guardians.members.length; g++) out.add(`opening-${n}-${g}.json`);
  }
  return out;
}
