// Notes, signed documents, names of logs, heads and cosignatures (SPEC 1.9 to 1.13).
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromUtf8, hex, refuse, sha, unbase64, utf8 } from './bytes.mjs';
import { signatureHolds } from './curve.mjs';

const MAX_NOTE = 4194304, MAX_SIGNATURES = 64, MAX_NAME = 200, MAX_ORIGIN = 200; // SPEC 1.17
// eslint-disable-next-line no-control-regex
const NAME = /^[^+\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;
export const isKeyName = (name) => NAME.test(name) && utf8(name).length <= MAX_NAME;

/** A line of a note that begins with the dash (SPEC 1.9, rules 4 and 5). */
function signatureLine(line) {
  if (!line.startsWith('\u2014 ')) refuse('not a signature line');
  const end = line.indexOf(' ', 2);
  const name = line.slice(2, end);
  if (end < 0 || !isKeyName(name)) refuse('not the name of a key');
  const bytes = unbase64(line.slice(end + 1));
  if (bytes.length < 5) refuse('a signature line is too short');
  return { name, id: hex(bytes.subarray(0, 4)), blob: bytes.subarray(4) };
}

/** SPEC 1.9, rules 1 to 6: {text, lines}; nothing is verified yet. */
export function parseNote(bytes) {
  if (bytes.length > MAX_NOTE) refuse('a note is too large');
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x0a)) refuse('a control character in a note');
  const whole = fromUtf8(bytes);
  const cut = whole.lastIndexOf('\n\n');
  if (cut < 0 || !whole.endsWith('\n')) refuse('not a note');
  const lines = whole.slice(cut + 2).split('\n');
  lines.pop();
  if (lines.length < 1 || lines.length > MAX_SIGNATURES) refuse('number of signatures');
  const read = lines.map(signatureLine);
  if (new Set(read.map(({ name, id }) => `${name} ${id}`)).size < read.length) refuse('a signature stands twice');
  return { text: whole.slice(0, cut + 1), lines: read };
}

export const PLAIN = 1, COSIGNER = 4;

/** SPEC 1.9: first 4 bytes of SHA-256(name, 0A, type, key), as hex. */
export const keyId = (name, type, key) => hex(sha256(concat(utf8(name), Uint8Array.of(10, type), key.bytes)).subarray(0, 4));

/** A key as it is known to a reader of notes. */
export const knownKey = (name, type, key) => ({ name, type, key, id: keyId(name, type, key) });

function lineHolds(known, text, blob) {
  if (known.type === PLAIN) return blob.length === 64 && signatureHolds(known.key, utf8(text), blob);
  if (blob.length !== 72) return false; // SPEC 1.10
  const time = blob.subarray(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return signatureHolds(known.key, utf8(`cosignature/v1\ntime ${time}\n${text}`), blob.subarray(8));
}

/** SPEC 1.9: how many lines are of known keys; refuses if one of them does not hold. */
export function verifiedLines(note, known) {
  let count = 0;
  for (const { name, id, blob } of note.lines) {
    const fitting = known.filter((k) => k.name === name && k.id === id);
    if (fitting.length === 0) continue;
    if (fitting.some((k) => k.key.hex !== fitting[0].key.hex || k.type !== fitting[0].type)) refuse('two keys have one id');
    if (!lineHolds(fitting[0], note.text, blob)) refuse(`the signature of ${name} does not hold`);
    count++;
  }
  return count;
}

/** The text of a note that is signed by this one key. */
export function openNote(note, known) {
  return verifiedLines(note, [known]) > 0 ? note.text : refuse('not signed by the known key');
}

export const prefixOf = (mode) => (mode === 'REHEARSAL' ? 'suara-uji/v1' : 'suara/v1');
export const committeeName = (index) => `${prefixOf(index.mode)}/${index.election}/committee`; // SPEC 1.11, 3.7
export const committeeKey = (index) => knownKey(committeeName(index), PLAIN, index.committee);

/** SPEC 1.11: refuses unless the note is the committee's about this name and these bytes. */
export function checkDocumentNote(noteBytes, name, fileBytes, index) {
  const text = openNote(parseNote(noteBytes), committeeKey(index));
  if (text !== `suara/v1/document\n${name}\n${sha(fileBytes)}\n`) refuse('the note is about another document');
}

/** SPEC 1.12. */
export const originOf = (definition, station, unit) =>
  `${prefixOf(definition.mode)}/${definition.election}/${definition.village.code}/${station}/${unit}`;

const ORIGIN = /^suara(?:-uji)?\/v1(?:\/[a-z0-9][a-z0-9._-]*){4}$/;
export const isOrigin = (text) => text.length <= MAX_ORIGIN && ORIGIN.test(text);

const MAX_SIZE = 2n ** 64n - 1n;

/** SPEC 1.13: the text of a head is origin, size and root; {origin, size (BigInt), root (hex)}. */
export function parseHead(text) {
  const parts = text.split('\n');
  if (parts.length !== 4 || parts[3] !== '') refuse('a head has three lines');
  const [origin, size, root] = parts;
  if (!isOrigin(origin)) refuse('not the name of a log');
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(size) || BigInt(size) > MAX_SIZE) refuse('not a size');
  const bytes = unbase64(root);
  if (bytes.length !== 32) refuse('not a root');
  return { origin, size: BigInt(size), root: hex(bytes) };
}

/** SPEC 5.6: a note opened as a head of this log; {note, head}. */
export function openHead(bytes, origin, key) {
  const note = parseNote(bytes);
  const head = parseHead(note.text);
  if (head.origin !== origin) refuse('a head of another log');
  openNote(note, knownKey(origin, PLAIN, key));
  return { note, head };
}
