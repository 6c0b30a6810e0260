// Lines and entries of a booth's log (SPEC 5.3 to 5.8).
import { fromUtf8, refuse, unbase64, utf8, sameBytes } from './bytes.mjs';
import { key } from './curve.mjs';
import { ballotFields, cutLines, openingType } from './ballot.mjs';
import { parseJson } from './json.mjs';
import { leafHash } from './tree.mjs';
import * as T from './types.mjs';

const MAX_LINE = 65535, MAX_LOG = 67108864; // SPEC 5.1
export const MAX_BODY = 65429; // SPEC 9.21
const HEAD = utf8('{"body":'), SIGNED = utf8(',"sig":"'), TAIL = utf8('"}');

/** SPEC 5.3, rules 3 to 5: a body with its header fields. */
export function readBody(bytes, max = MAX_BODY) {
  const raw = parseJson(bytes, max); // refuses null, signs, fractions and keys that are not ASCII, at any depth
  if (!(raw instanceof Map)) refuse('a body is an object');
  const header = {
    seq: T.u64(raw.get('seq')), prev: T.hash(raw.get('prev')), salt: T.hex16(raw.get('salt')),
    kind: T.matching(/^[a-z0-9_-]{1,32}$/, 'kind')(raw.get('kind')),
  };
  return { ...header, raw, bytes, leaf: leafHash(bytes) };
}

/** SPEC 5.3, rules 1 and 2. */
export function readLine(line) {
  const n = line.length;
  if (n > MAX_LINE || n < 106) refuse('length of a line');
  const at = (from, wanted) => sameBytes(line.subarray(from, from + wanted.length), wanted) || refuse('frame of a line');
  at(0, HEAD);
  at(n - 98, SIGNED);
  at(n - 2, TAIL);
  const signature = unbase64(fromUtf8(line.subarray(n - 90, n - 2)));
  if (signature.length !== 64) refuse('length of a signature');
  return { ...readBody(line.subarray(8, n - 98)), signature };
}

/** SPEC 5.3, the file: its lines as bytes. */
export function logLines(bytes) {
  if (bytes.length > MAX_LOG || bytes.length === 0) refuse('length of a log');
  return cutLines(bytes);
}

const epoch = T.object({ number: T.u32, root: T.hash, witnesses: T.list(T.hash) });
const codeSet = T.object({ count: T.u32, root: T.hash });
const code = T.hash, time = T.hour, repaired = T.oneOf('none', 'first_medium', 'second_medium', 'both');

/** SPEC 5.8, beside `kind`. */
const KINDS = {
  zero: {
    booth: T.booth, boot_id: T.string, definition: T.hash, devices: T.hash, epoch, key: T.hash, roots: T.hash, software: T.hash,
    station: T.station, time,
  },
  open: { time },
  boot: { boot_id: T.string, epoch, repaired, time },
  takeover: { boot_id: T.string, epoch, key, repaired, time },
  seal: ballotFields,
  cast: { code },
  spoil: { code, reason: T.oneOf('wrong_choice', 'slip_differs') },
  challenge: { code, opening: openingType },
  void: { code, reason: T.oneOf('outage', 'unanswered', 'printer'), shown: T.boolean },
  fault: { code },
  mark: { cast: T.u32, time },
  peer: { note: T.string },
  incident: { incident: T.oneOf('printer', 'reader', 'second_medium', 'power', 'booth_failed', 'other'), time },
  pause: {},
  resume: {},
  close: {
    cast: codeSet, challenged: codeSet, epochs: T.list(T.hash), faults: T.u32, spoiled: codeSet, time, void: codeSet,
  },
};
const entryType = T.byKind(KINDS);

/** SPEC 5.7: the content of a body as an entry, or Refused. */
export function readEntry(body) {
  const content = new Map([...body.raw].filter(([name]) => name !== 'seq' && name !== 'prev' && name !== 'salt'));
  return entryType(content);
}

/** SPEC 5.5: the place of the first line that breaks the chain, or -1. */
export const chainBreak = (lines) =>
  lines.findIndex((line, n) => line.seq !== n || line.prev !== (n === 0 ? '00'.repeat(32) : lines[n - 1].leaf));

/** SPEC 5.11: epochs of the zero entry, which is the first, and of every readable boot and takeover, in order. */
export const epochsOf = (entries) => entries.filter((e, i) => i === 0 || e?.kind === 'boot' || e?.kind === 'takeover').map((e) => e.epoch);
