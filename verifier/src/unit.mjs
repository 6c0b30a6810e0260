// The unit-vector proof: bytes, hashes, equations, and sealing from a seed (SPEC 2.3 to 2.6).
import { concat, n8, refuse, sameBytes, unbase64, unhex } from './bytes.mjs';
import { mod, weight } from './curve.mjs';
import { combine, encoded, G, Hs, nonNeutral, pointFrom, scalarBytes, scalarFrom, times } from './group.mjs';
import { base64, string } from './types.mjs';

const MIN_OPTIONS = 2, MAX_OPTIONS = 16; // SPEC 2.9

/** SPEC 2.2: {bytes (64), alpha, beta}. */
export function ciphertextType(v) {
  const bytes = base64(64)(v);
  return { bytes, alpha: nonNeutral(bytes.subarray(0, 32)), beta: pointFrom(bytes.subarray(32)) };
}

/** SPEC 2.3: {bytes, k, a, b, c, z}; a and b are points with their bytes. */
export function proofType(v) {
  const bytes = unbase64(string(v));
  const k = (bytes.length + 32) / 128;
  if (!Number.isInteger(k) || k < MIN_OPTIONS || k > MAX_OPTIONS) refuse('length of a proof');
  const part = (i) => bytes.subarray(32 * i, 32 * i + 32);
  const points = Array.from({ length: 2 * k }, (_, i) => pointFrom(part(i)));
  const scalars = Array.from({ length: 2 * k - 1 }, (_, i) => scalarFrom(part(2 * k + i)));
  return {
    bytes, k, c: scalars.slice(0, k - 1), z: scalars.slice(k - 1),
    a: points.filter((_, i) => i % 2 === 0), b: points.filter((_, i) => i % 2 === 1),
  };
}

/** SPEC 2.4. ciphertexts are the 64-byte parts. */
function weightsOf(context, X, ciphertexts) {
  const k = ciphertexts.length;
  return ciphertexts.map((_, i) => Hs('unit-rho', context, X.bytes, n8(k), ...ciphertexts, n8(i + 1)));
}

const challenge = (context, X, ciphertexts, commitments) =>
  Hs('unit-chal', context, X.bytes, n8(ciphertexts.length), ...ciphertexts, ...commitments);

function commitmentsOf(proof) {
  return Array.from({ length: 2 * proof.k }, (_, i) => proof.bytes.subarray(32 * i, 32 * i + 32));
}

/** Adds the 2K equations of SPEC 2.5, each times a random weight, to two sums that must be equal. */
class Equations {
  large = { points: [], scalars: [] };
  small = { points: [], scalars: [] };
  base = 0n;
  keys = 0n;

  add(X, context, ciphertexts, proof) {
    const parts = ciphertexts.map((c) => c.bytes);
    const rho = weightsOf(context, X, parts);
    const c = [...proof.c];
    c.push(mod(challenge(context, X, parts, commitmentsOf(proof)) - c.reduce((sum, x) => sum + x, 0n)));
    let onA = 0n, onS = 0n;
    for (let j = 0; j < proof.k; j++) {
      const u = weight(), v = weight();
      // u·(z·G - a - c·A) + v·(z·X - b - c·(S - rho·G)) = 0
      this.base = mod(this.base + u * proof.z[j] + v * mod(c[j] * rho[j]));
      this.keys = mod(this.keys + v * proof.z[j]);
      onA = mod(onA + u * c[j]);
      onS = mod(onS + v * c[j]);
      this.small.points.push(proof.a[j], proof.b[j]);
      this.small.scalars.push(u, v);
    }
    ciphertexts.forEach((one, i) => {
      this.large.points.push(one.alpha, one.beta);
      this.large.scalars.push(mod(rho[i] * onA), mod(rho[i] * onS));
    });
  }

  hold(X) {
    const left = times(G, this.base).add(times(X.point, this.keys));
    const right = combine(this.large.points, this.large.scalars).add(combine(this.small.points, this.small.scalars, 128));
    return left.equals(right);
  }
}

const fits = ({ ciphertexts, proof }) => ciphertexts.length >= MIN_OPTIONS && ciphertexts.length === proof.k;

function allHold(X, statements) {
  const equations = new Equations();
  for (const s of statements) equations.add(X, s.context, s.ciphertexts, s.proof);
  return equations.hold(X);
}

const BATCH = 64;

/** Which of the statements {context, ciphertexts, proof} do not hold under X; many at once, one by one where a sum is wrong. */
export function falseProofs(X, statements) {
  const bad = statements.filter((s) => !fits(s));
  const good = statements.filter(fits);
  for (let i = 0; i < good.length; i += BATCH) {
    const piece = good.slice(i, i + BATCH);
    if (!allHold(X, piece)) bad.push(...piece.filter((s) => !allHold(X, [s])));
  }
  return bad;
}

/** SPEC 2.6: whether sealing choice (from 0) again from the seed gives exactly these ciphertexts and this proof. */
export function sealsTo(X, seed, context, choice, { ciphertexts, proof, options }) {
  const k = options, marked = choice;
  const v = (label, i) => Hs('ballot-value', unhex(seed), context, n8(k), n8(choice + 1), label, n8(i + 1));
  const places = Array.from({ length: k }, (_, i) => i);
  const r = places.map((i) => v('r', i));
  const alphas = r.map((n) => times(G, n));
  const betas = r.map((n, i) => (i === marked ? times(X.point, n).add(G) : times(X.point, n)));
  const parts = places.map((i) => concat(alphas[i].toBytes(), betas[i].toBytes()));
  if (ciphertexts.length !== k || !parts.every((part, i) => sameBytes(part, ciphertexts[i].bytes))) return false;
  const rho = weightsOf(context, X, parts);
  const A = combine(alphas, rho), S = combine(betas, rho);
  const c = places.map((i) => v('c', i)), z = places.map((i) => v('z', i)), w = v('w', 0);
  const commitments = places.flatMap((j) => {
    if (j === marked) return [times(G, w), times(X.point, w)];
    const B = S.subtract(times(G, rho[j]));
    return [times(G, z[j]).subtract(times(A, c[j])), times(X.point, z[j]).subtract(times(B, c[j]))];
  }).map((point) => encoded(point).bytes);
  const others = places.filter((i) => i !== marked).reduce((sum, i) => sum + c[i], 0n);
  c[marked] = mod(challenge(context, X, parts, commitments) - others);
  z[marked] = mod(w + c[marked] * mod(places.reduce((sum, i) => sum + rho[i] * r[i], 0n)));
  const again = concat(...commitments, ...c.slice(0, k - 1).map(scalarBytes), ...z.map(scalarBytes));
  return sameBytes(again, proof.bytes);
}
