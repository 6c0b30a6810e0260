// Every vector of tests/vectors/v1 whose kind a verifier of records needs: accepted exactly if it is valid.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { challengeHolds } from '../src/ballot.mjs';
import { attempt, frame, H, hex, littleEndian, refuse, sha, unbase64, unhex, utf8, W } from '../src/bytes.mjs';
import { claimOf, commitmentOf, possessionHolds, possessionType } from '../src/ceremony.mjs';
import { key, signatureHolds, Signatures } from '../src/curve.mjs';
import { encoded, factorHolds, factorType, Hs, nonNeutral, pointFrom, pointType, scalarFrom } from '../src/group.mjs';
import { boothDigest, codeOf, contextOf, keyDigest, seedLeaf, slotOf, villageDigest } from '../src/ladder.mjs';
import { readBody, readLine } from '../src/log.mjs';
import { base32 } from '../src/logs.mjs';
import { knownKey, openHead, parseNote, verifiedLines } from '../src/note.mjs';
import { readPieces } from '../src/pieces.mjs';
import { included, leafHash, treeRoot } from '../src/tree.mjs';
import * as T from '../src/types.mjs';
import { ciphertextType, falseProofs, proofType } from '../src/unit.mjs';

const folder = new URL('../../tests/vectors/v1/', import.meta.url);
const base64 = (text) => Buffer.from(text, 'hex').toString('base64');
const point = (text) => encoded(pointFrom(unhex(text)));
const ballotOf = (v) => ({
  card: v.card, slot: T.hex16(v.slot), stratum: v.stratum === '' ? undefined : T.stratum(v.stratum), proof: proofType(base64(v.proof)),
  ciphertexts: v.ciphertexts.map((c) => ciphertextType(base64(c))),
});

/** A known key in its one-line form (SPEC 1.9). */
function knownLine(line) {
  const [name, id, blob] = line.split('+').length === 3 ? line.split('+') : refuse('not a key line');
  const bytes = unbase64(blob);
  const known = knownKey(name, bytes[0], key(hex(bytes.subarray(1))));
  return known.id === id ? known : refuse('key id');
}

/** How each kind is accepted; true, or anything else (also Refused) for no. */
const READERS = {
  'ballot-code': (v) => codeOf(contextOf(v.booth, ballotOf(v)), ballotOf(v)) === v.code,
  'canonical-json': (v) => Boolean(readBody(unhex(v.json))),
  card: (v) => {
    const names = [T.election(v.election), T.village(v.village), T.station(v.station), T.booth(v.booth), v.stratum && T.stratum(v.stratum)];
    const leaf = H('card', ...names, H('card-serial', unhex(T.hex16(v.serial))));
    return hex(leaf) === v.leaf && base32(v.leaf, 6) === v.short &&
      signatureHolds(key(v.issuer), frame('card-issue', unhex(v.definition), leaf), unhex(v.signature));
  },
  challenge: (v) => {
    const ballot = ballotOf(v), opening = { choice: v.choice, seed: T.seed(v.seed), path: { index: v.index, size: v.size, path: v.path } };
    return challengeHolds({ ballot, opening, context: contextOf(v.booth, ballot) }, v.roots, { X: point(v.key) }, v.ciphertexts.length);
  },
  checkpoint: (v) => {
    const { note, head } = openHead(unhex(v.note), v.origin, key(v.key));
    return head.size === BigInt(v.size) && head.root === v.root && hex(H256(note.text)).slice(0, 8) === v.mark;
  },
  cosignature: (v) => {
    const { note } = openHead(unhex(v.note), v.origin, key(v.key));
    return verifiedLines(note, v.known.map(knownLine)) > 0;
  },
  ed25519: (v) => v.key.length === 64 && v.signature.length === 128 && signatureHolds(key(v.key), unhex(v.message), unhex(v.signature)),
  'framed-hash': (v) => {
    const tag = v.tag.replace(/^suara\/v1\//, ''), parts = v.parts.map(unhex);
    return TAGS.has(v.tag) && hex(H(tag, ...parts)) === v.sha256 && hex(W(tag, ...parts)) === v.sha512;
  },
  ladder: (v) => {
    const village = villageDigest({ mode: v.mode, digest: v.definition });
    const joint = keyDigest(village, v.ceremony, { bytes: unhex(v.key) });
    const booth = boothDigest(joint, T.station(v.station), T.booth(v.booth), v.opening_leaf);
    const stratum = v.stratum === '' ? undefined : T.stratum(v.stratum);
    const ballot = hex(contextOf(booth, { slot: T.hex16(v.slot), card: v.card, stratum }));
    return ['REAL', 'REHEARSAL'].includes(v.mode) && hex(H('suite', SUITE)) === v.suite &&
      [village, joint, booth, ballot].join() === [v.village, v.joint, v.booth_digest, v.ballot].join();
  },
  line: (v) => {
    const line = readLine(unhex(v.line));
    return line.leaf === v.leaf && signatureHolds(key(v.key), frame('line', v.origin, unhex(line.leaf)), line.signature);
  },
  note: (v) => verifiedLines(parseNote(unhex(v.note)), v.known.map(knownLine)) > 0,
  'opening-factor': (v) => factorHolds(factorType(base64(v.partial)), {
    ...v, keyDigest: v.joint_key, share: point(v.public_share), alpha: point(v.sum.slice(0, 64)), beta: point(v.sum.slice(64)),
  }),
  possession: (v) => {
    const coefficients = v.coefficients.map((c) => pointType(base64(c)));
    const one = { coefficients, exchange_key: pointType(base64(v.exchange_key)), possession: possessionType(base64(v.proof)) };
    const claim = claimOf(one, { ...v, village: v.context, identity: unhex(v.identity) });
    const numbers = v.threshold >= 2 && v.threshold <= v.guardians && v.guardians <= 20 && v.guardian >= 1 && v.guardian <= v.guardians;
    return numbers && commitmentOf(claim) === v.commitment && possessionHolds(one, claim, v.threshold);
  },
  'rfc6962-inclusion': (v) => included(v.leaf, v.index, v.size, v.path, v.root),
  'rfc6962-root': (v) => treeRoot(v.entries.map((e) => leafHash(unhex(e)))) === v.root,
  'ristretto-point': (v) => v.bytes.length === 64 && Boolean((v.neutral_allowed ? pointFrom : nonNeutral)(unhex(v.bytes))),
  'ristretto-scalar': (v) => v.bytes.length === 64 && scalarFrom(unhex(v.bytes)) >= 0n,
  'seed-path': (v) => slotOf(v.seed) === v.slot && seedLeaf(v.seed) === v.leaf && included(v.leaf, v.index, v.size, v.path, v.root),
  'seed-value': (v) => {
    const scalar = Hs('ballot-value', unhex(v.seed), unhex(v.context), n8(v.options), n8(v.choice), v.label, n8(v.index));
    return scalar === littleEndian(unhex(v.scalar));
  },
  strip: (v) => {
    const { pieces: [piece] } = readPieces('f', utf8(v.text));
    return piece?.kind === 'strip' && signatureHolds(key(v.key), piece.signed, piece.signature);
  },
  'unit-vector': (v) => falseProofs(point(T.hash(v.key)), [statementOf(v)]).length === 0,
};
const n8 = (n) => { const out = new Uint8Array(8); new DataView(out.buffer).setBigUint64(0, BigInt(n)); return out; };
const H256 = (text) => unhex(sha(utf8(text)));
const SUITE = 'suara/v1; ristretto255 (RFC 9496); SHA-256; SHA-512; Ed25519 cofactored, canonical';
const page = fs.readFileSync(new URL('../../docs/SPEC.md', import.meta.url), 'utf8');
const TAGS = new Set([...page.matchAll(/^\| `(suara\/v1\/[a-z-]+)` \|/gm)].map((m) => m[1]));
const statementOf = (v) => ({
  X: nonNeutral(unhex(v.key)), context: unhex(v.context), proof: proofType(base64(v.proof)),
  ciphertexts: v.ciphertexts.map((c) => ciphertextType(base64(c))),
});

const load = (kind) => JSON.parse(fs.readFileSync(new URL(`${kind}.json`, folder), 'utf8')).vectors;

for (const [kind, reader] of Object.entries(READERS)) {
  test(`vectors of ${kind} are accepted exactly if they are valid`, () => {
    const vectors = load(kind);
    assert.ok(vectors.length > 0);
    for (const v of vectors) assert.equal(attempt(() => reader(v)) === true, v.valid, `${v.name}: ${v.why}`);
  });
}

test('signatures that are checked together get the answers of those checked alone', () => {
  const known = load('ed25519').filter((v) => v.signature.length === 128 && attempt(() => key(v.key)));
  for (const vectors of [known, known.filter((v) => v.valid)]) {
    const all = new Signatures(), refused = new Set();
    for (const v of vectors) all.add(key(v.key), unhex(v.message), unhex(v.signature), () => refused.add(v.name));
    all.settle();
    for (const v of vectors) assert.equal(!refused.has(v.name), v.valid, v.name);
  }
});

test('proofs that are checked together get the answers of those checked alone', () => {
  const keys = new Map();
  for (const v of load('unit-vector')) {
    const statement = attempt(() => statementOf(v));
    if (statement) keys.set(v.key, [...(keys.get(v.key) ?? []), { ...statement, valid: v.valid, name: v.name }]);
  }
  for (const [X, statements] of keys) {
    const bad = new Set(falseProofs(point(X), statements));
    for (const s of statements) assert.equal(!bad.has(s), s.valid, s.name);
  }
});
