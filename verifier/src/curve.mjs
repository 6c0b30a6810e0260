// Edwards points, sums of products, and Ed25519 by the one rule of SPEC 1.8.
import { ed25519 } from '@noble/curves/ed25519.js';
import { concat, littleEndian, refuse, unhex, wide } from './bytes.mjs';
import { hash } from './types.mjs';

export const Edwards = ed25519.Point;
/** Order of the group, SPEC 1.6. */
export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
export const mod = (n) => { const r = n % ORDER; return r < 0n ? r + ORDER : r; };

/** Σ scalars[i]·points[i] by buckets with signed digits; scalars from 0 to below 2^bits. */
export function sumOfProducts(points, scalars, bits = 253) {
  const w = points.length < 12 ? 3 : points.length < 60 ? 5 : points.length < 400 ? 6 : 8;
  const windows = Math.ceil((bits + 1) / w), half = 1 << (w - 1);
  const digits = scalars.map((scalar) => signedDigits(scalar, windows, w));
  let sum = Edwards.ZERO;
  for (let window = windows - 1; window >= 0; window--) {
    for (let i = 0; i < w && window < windows - 1; i++) sum = sum.double();
    const buckets = new Array(half + 1);
    points.forEach((point, i) => {
      const digit = digits[i][window];
      if (digit === 0) return;
      const at = Math.abs(digit), signed = digit < 0 ? point.negate() : point;
      buckets[at] = buckets[at] === undefined ? signed : buckets[at].add(signed);
    });
    let running, total;
    for (let at = half; at > 0; at--) {
      if (buckets[at] !== undefined) running = running === undefined ? buckets[at] : running.add(buckets[at]);
      if (running !== undefined) total = total === undefined ? running : total.add(running);
    }
    if (total !== undefined) sum = sum.add(total);
  }
  return sum;
}

/** Digits from -2^(w-1) to 2^(w-1), lowest first. */
function signedDigits(scalar, windows, w) {
  const out = new Int32Array(windows), mask = (1n << BigInt(w)) - 1n, half = 1 << (w - 1);
  let rest = scalar, carry = 0;
  for (let i = 0; i < windows; i++) {
    let digit = Number(rest & mask) + carry;
    carry = digit > half ? 1 : 0;
    if (carry) digit -= 2 * half;
    out[i] = digit;
    rest >>= BigInt(w);
  }
  return out;
}

/** Random weights for batches, fixed only after everything that they weigh (SPEC 2.5). */
export function weight() {
  return littleEndian(globalThis.crypto.getRandomValues(new Uint8Array(16)));
}

/** SPEC 1.8 canonical point; noble's strict reading is RFC 8032 section 5.1.3 with y below p and no sign bit where x is 0. */
function canonicalPoint(bytes) {
  try { return Edwards.fromBytes(bytes); } catch { return undefined; }
}

const decoded = new Map();
const MAX_DECODED = 10000;

/** A key of a table (SPEC 1.4, 1.8): {hex, bytes, point}. The same keys stand in many files, and the answer depends on the bytes alone. */
export function key(v) {
  let known = decoded.get(hash(v));
  if (known === undefined) {
    const bytes = unhex(v), point = canonicalPoint(bytes);
    known = { hex: v, bytes, point, isKey: point !== undefined && !point.is0() && point.isTorsionFree() };
    if (decoded.size >= MAX_DECODED) decoded.clear();
    decoded.set(v, known);
  }
  return known.isKey ? known : refuse('not a public key');
}

function equation(signer, message, signature) {
  const r = canonicalPoint(signature.subarray(0, 32));
  const s = littleEndian(signature.subarray(32));
  if (r === undefined || s >= ORDER) return undefined;
  const h = mod(littleEndian(wide(concat(signature.subarray(0, 32), signer.bytes, message))));
  return { r, s, h, signer };
}

const alone = ({ r, s, h, signer }) =>
  Edwards.BASE.multiplyUnsafe(s).subtract(r).subtract(signer.point.multiplyUnsafe(h)).clearCofactor().is0();

/** SPEC 1.8, the three rules, for one signature of 64 bytes. */
export function signatureHolds(signer, message, signature) {
  const one = equation(signer, message, signature);
  return one !== undefined && alone(one);
}

/** Many signatures at once; the answers are those of signatureHolds. */
export class Signatures {
  #items = [];

  /** @param {() => void} refused called by settle if the signature does not hold */
  add(signer, message, signature, refused) { this.#items.push({ one: equation(signer, message, signature), refused }); }

  settle() {
    const items = this.#items.splice(0);
    const good = items.filter((item) => item.one !== undefined);
    const batch = good.length < 3 ? false : holdTogether(good.map((item) => item.one));
    for (const { one, refused } of items) if (one === undefined || !(batch || alone(one))) refused();
  }
}

function holdTogether(equations) {
  const points = [], weights = [], keys = new Map();
  let base = 0n;
  for (const { r, s, h, signer } of equations) {
    const w = weight();
    points.push(r);
    weights.push(w);
    base = mod(base + w * s);
    const entry = keys.get(signer.hex) ?? { point: signer.point, sum: 0n };
    keys.set(signer.hex, { point: entry.point, sum: mod(entry.sum + w * h) });
  }
  const entries = [...keys.values()];
  const right = sumOfProducts(points, weights, 128).add(sumOfProducts(entries.map((e) => e.point), entries.map((e) => e.sum)));
  return Edwards.BASE.multiplyUnsafe(base).subtract(right).clearCofactor().is0();
}
