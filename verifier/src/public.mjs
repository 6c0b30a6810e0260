// The public record that follows from a sealed one, and the counted digest (SPEC 7.8, 7.9).
import { byText, concat, sha, utf8 } from './bytes.mjs';
import { writeJson } from './json.mjs';
import { order } from './types.mjs';

const lines = (texts) => utf8(texts.map((text) => `${text}\n`).join(''));
const BALLOT = ['card', 'ciphertexts', 'issue', 'proof', 'slot', 'stratum'];
const ANCHORS = ['zero', 'open', 'boot', 'takeover', 'close'];

/** SPEC 7.8; only of a sealed record that is complete. */
export function publicFiles({ files, booths }) {
  const out = new Map();
  for (const [path, bytes] of files) if (!path.startsWith('booths/') && path !== 'SHA256SUMS') out.set(path, bytes);
  for (const booth of booths) for (const [name, bytes] of publicBooth(files, booth)) out.set(booth.folder + name, bytes);
  return out;
}

function publicBooth(files, booth) {
  const raw = (one) => booth.lines[one.line].raw;
  const ballot = (one) => new Map(BALLOT.filter((name) => raw(one).has(name)).map((name) => [name, raw(one).get(name)]));
  const opening = new Map();
  booth.entries.forEach((entry, i) => { if (entry?.kind === 'challenge') opening.set(entry.opening, booth.lines[i].raw.get('opening')); });
  const of = (fate) => booth.ballots.filter((one) => one.fate === fate).sort((a, b) => order(a.code, b.code));
  const out = new Map();
  if (files.has(`${booth.folder}checkpoint`)) out.set('checkpoint', files.get(`${booth.folder}checkpoint`));
  out.set('leaves.txt', lines(booth.leaves));
  const anchors = booth.lines.filter((_, i) => ANCHORS.includes(booth.entries[i]?.kind));
  out.set('anchors.jsonl', concat(...anchors.flatMap((line) => [line.bytes, Uint8Array.of(0x0a)])));
  out.set('cast.jsonl', lines(of('cast').map((one) => writeJson(ballot(one)))));
  out.set('challenged.jsonl', lines(of('challenged').map((one) =>
    writeJson(new Map([['ballot', ballot(one)], ['opening', opening.get(one.opening)]])))));
  out.set('spoiled.txt', lines(of('spoiled').map((one) => one.code)));
  out.set('void.txt', lines(of('void').map((one) => one.code)));
  return out;
}

const AFTER = ['SHA256SUMS', 'totals.csv', 'spec.md', 'verify.mjs'];
const isAfter = (path) => AFTER.includes(path) || /^(?:plan-|opening-|result\.)/.test(path);

/** SPEC 7.9, of a record's files. */
export function countedDigest(files) {
  const paths = [...files.keys()].filter((path) => !isAfter(path)).sort(byText);
  return sha(utf8(paths.map((path) => `${sha(files.get(path))}  ${path}\n`).join('')));
}
