// The anchor as a person gives it (SPEC 9.18).
import { attempt, hex, unbase64, utf8 } from './bytes.mjs';
import { key } from './curve.mjs';
import { COSIGNER, isKeyName, keyId, PLAIN } from './note.mjs';

export const MAX_ANCHOR = 65536;

/** A key line `<name>+<8 hex>+<base64>` (SPEC 1.9): the 64 hex characters of its key, or undefined. */
function keyLine(word) {
  const [, name, id, blob] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(word) ?? [];
  const bytes = name && isKeyName(name) ? attempt(() => unbase64(blob)) : undefined;
  if (bytes?.length !== 33 || ![PLAIN, COSIGNER].includes(bytes[0])) return undefined;
  const read = attempt(() => key(hex(bytes.subarray(1))));
  return read && keyId(name, bytes[0], read) === id ? read.hex : undefined;
}

const isDigest = (text) => /^[0-9a-fA-F]{64}$/.test(text);

/** 64 lower-case hex characters, or undefined if the text is no anchor. */
export function readAnchor(text) {
  if (utf8(text).length > MAX_ANCHOR) return undefined;
  const words = text.split(/\p{White_Space}+/u).filter((word) => word !== '');
  for (const word of words) {
    const found = keyLine(word);
    if (found) return found;
  }
  const digest = words.find(isDigest) ?? [words.join('')].find(isDigest);
  return digest?.toLowerCase();
}
