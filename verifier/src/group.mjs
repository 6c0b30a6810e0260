// Ristretto255: points, scalars, factors, combining, decoding a sum (SPEC 2.1, 2.2, 2.7, 2.8).
import { ristretto255 } from '@noble/curves/ed25519.js';
import { littleEndian, n8, refuse, unhex, W } from './bytes.mjs';
import { Edwards, mod, ORDER, sumOfProducts } from './curve.mjs';
import { base64 } from './types.mjs';

const Ristretto = ristretto255.Point;
export const G = Ristretto.BASE;
export const NEUTRAL = Ristretto.ZERO;

/** SPEC 2.1 `point`. */
export function pointFrom(bytes) {
  try { return Ristretto.fromBytes(bytes); } catch { return refuse('not a canonical point'); }
}

export function nonNeutral(bytes) {
  return bytes.every((b) => b === 0) ? refuse('a neutral point') : pointFrom(bytes);
}

/** SPEC 2.1 `scalar`. */
export function scalarFrom(bytes) {
  const n = littleEndian(bytes);
  return n < ORDER ? n : refuse('a scalar is not reduced');
}

/** `point!` of a table: {bytes, point}. */
export function pointType(v) {
  const bytes = base64(32)(v);
  return { bytes, point: nonNeutral(bytes) };
}

export const Hs = (tag, ...parts) => mod(littleEndian(W(tag, ...parts)));

export function scalarBytes(n) {
  const out = new Uint8Array(32);
  for (let rest = n, i = 0; i < 32; i++, rest >>= 8n) out[i] = Number(rest & 0xffn);
  return out;
}

/** Σ scalars[i]·points[i]; scalars below 2^bits. */
export const combine = (points, scalars, bits) => new Ristretto(sumOfProducts(points.map((p) => p.ep), scalars, bits));

/** n·P for n below the order; 0 and a neutral P are allowed. */
export const times = (point, n) => (n === 0n ? NEUTRAL : point.multiplyUnsafe(n));

/** SPEC 2.7: a factor is M, c, z in 96 bytes. */
export function factorType(v) {
  const bytes = base64(96)(v);
  const M = bytes.subarray(0, 32);
  return { M, point: pointFrom(M), c: scalarFrom(bytes.subarray(32, 64)), z: scalarFrom(bytes.subarray(64)) };
}

/**
 * SPEC 2.7. The statement: plan, record, scope, keyDigest (hex), set, count, option, guardian, share {bytes, point},
 * alpha and beta {bytes, point}.
 */
export function factorHolds(factor, s) {
  const a = times(G, factor.z).subtract(times(s.share.point, factor.c));
  const b = times(s.alpha.point, factor.z).subtract(times(factor.point, factor.c));
  const c = Hs('open-chal', unhex(s.plan), unhex(s.record), s.set, unhex(s.scope), n8(s.count), n8(s.option), n8(s.guardian),
    s.share.bytes, unhex(s.keyDigest), s.alpha.bytes, s.beta.bytes, factor.M, a.toBytes(), b.toBytes());
  return c === factor.c;
}

export const encoded = (point) => ({ point, bytes: point.toBytes() });

function inverse(n) { // ORDER is prime
  let out = 1n;
  for (let base = mod(n), e = ORDER - 2n; e > 0n; e >>= 1n, base = mod(base * base)) if (e & 1n) out = mod(out * base);
  return out;
}

/** SPEC 2.8: β - Σ λ_i·M_i over [{guardian, point}]. */
export function combined(beta, factors) {
  const lambdas = factors.map(({ guardian: i }) => {
    let up = 1n, down = 1n;
    for (const { guardian: j } of factors) if (j !== i) { up = mod(up * BigInt(j)); down = mod(down * BigInt(j - i)); }
    return mod(up * inverse(down));
  });
  return beta.subtract(combine(factors.map((f) => f.point), lambdas));
}

/** SPEC 2.8: the number n with n·G = point and 0 <= n <= max, or undefined. A small n is looked for first. */
export function discreteLog(point, max) {
  let sum = NEUTRAL;
  for (let n = 0; n <= Math.min(max, 300); n++, sum = sum.add(G)) if (sum.equals(point)) return n;
  return max <= 300 ? undefined : giantSteps(point, max);
}

// Four times a representative is the same for all representatives of one element, so its x names the element.
const fourTimes = (ep) => ep.double().double();
const inPieces = 1024;
let baby = { steps: 0, table: new Map() };

function affineX(points) { // one inversion for a whole piece
  const Fp = Edwards.Fp;
  const inverted = Fp.invertBatch(points.map((p) => p.Z));
  return points.map((p, i) => Fp.mul(p.X, inverted[i]) * 2n ** 255n + Fp.mul(p.Y, inverted[i]));
}

function babySteps(steps) {
  if (baby.steps >= steps) return baby;
  const table = new Map(), step = fourTimes(G.ep);
  for (let n = 0, at = Edwards.ZERO; n < steps;) {
    const piece = [];
    for (let i = 0; i < inPieces; i++, at = at.add(step)) piece.push(at);
    for (const x of affineX(piece)) table.set(x, n++);
  }
  baby = { steps: table.size, table };
  return baby;
}

function giantSteps(point, max) {
  const { steps, table } = babySteps(Math.ceil(Math.sqrt(max + 1)));
  const giant = fourTimes(times(G, BigInt(steps)).ep).negate();
  for (let at = fourTimes(point.ep), base = 0; base <= max;) {
    const piece = [];
    for (let i = 0; i < inPieces; i++, at = at.add(giant)) piece.push(at);
    for (const x of affineX(piece)) {
      const n = base + (table.get(x) ?? Infinity);
      if (n <= max) return n;
      base += steps;
    }
  }
  return undefined;
}
