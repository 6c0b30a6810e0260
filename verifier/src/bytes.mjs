// Bytes, hex, base64, UTF-8 and framed hashes (SPEC 1.4, 1.6).
import { sha256, sha512 } from '@noble/hashes/sha2.js';

/** What a reader throws when something foreign breaks a rule; anything else that is thrown is a defect of this program. */
export class Refused extends Error {}

/** @returns {never} */
export function refuse(why) { throw new Refused(why); }

/** Runs a reader; gives its value, or undefined if it refused. */
export function attempt(read) {
  try { return read(); } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text) => encoder.encode(text);

/** Strict: a wrong byte is refused, a byte order mark stays a character. */
export function fromUtf8(bytes) {
  try { return decoder.decode(bytes); } catch { return refuse('not UTF-8'); }
}

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

export function hex(bytes) {
  let out = '';
  for (const byte of bytes) out += HEX[byte];
  return out;
}

/** Only for text that is already known to be lower-case hex. */
export function unhex(text) {
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return out;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE = new Map([...ALPHABET].map((c, i) => [c, i]));

/** RFC 4648 section 4, padded, spare bits zero (SPEC 1.4). */
export function unbase64(text) {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) refuse('not base64');
  const symbols = text.replace(/=+$/, '');
  const out = new Uint8Array(Math.floor((symbols.length * 6) / 8));
  let bits = 0, held = 0, at = 0;
  for (const c of symbols) {
    held = (held << 6) | VALUE.get(c);
    bits += 6;
    if (bits >= 8) { bits -= 8; out[at++] = (held >> bits) & 0xff; held &= (1 << bits) - 1; }
  }
  if (held !== 0) refuse('spare bits of base64 are not zero');
  return out;
}

export function concat(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { out.set(part, at); at += part.length; }
  return out;
}

/** Order of byte strings; for ASCII text and hex plain comparison of strings gives the same. */
export function compareBytes(a, b) {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

export const sameBytes = (a, b) => a.length === b.length && compareBytes(a, b) === 0;
export const byText = (a, b) => compareBytes(utf8(a), utf8(b));

function bigEndian(n, size) {
  const out = new Uint8Array(size);
  for (let rest = BigInt(n), i = size - 1; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 0xffn);
  return out;
}
export const n4 = (n) => bigEndian(n, 4);
export const n8 = (n) => bigEndian(n, 8);

/** SPEC 1.6: each part with its length before it; a string is its ASCII or UTF-8 bytes. */
export function frame(tag, ...parts) {
  const out = [];
  for (const part of [`suara/v1/${tag}`, ...parts]) {
    const bytes = typeof part === 'string' ? utf8(part) : part;
    out.push(n4(bytes.length), bytes);
  }
  return concat(...out);
}

export const sha = (bytes) => hex(sha256(bytes));
export const H = (tag, ...parts) => sha256(frame(tag, ...parts));
export const W = (tag, ...parts) => sha512(frame(tag, ...parts));
export const wide = (bytes) => sha512(bytes);

export function littleEndian(bytes) {
  let out = '';
  for (let i = bytes.length - 1; i >= 0; i--) out += HEX[bytes[i]];
  return BigInt(`0x${out || '0'}`);
}
