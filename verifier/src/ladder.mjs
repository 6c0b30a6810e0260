// The digest ladder (SPEC 3.8) and what hangs on it: card, context and code of a ballot (SPEC 6.2, 6.5). Digests are hex.
import { H, hex, n8, unhex, W } from './bytes.mjs';
import { leafHash } from './tree.mjs';

const SUITE = 'suara/v1; ristretto255 (RFC 9496); SHA-256; SHA-512; Ed25519 cofactored, canonical';

export const villageDigest = (definition) => hex(H('village', H('suite', SUITE), definition.mode, unhex(definition.digest)));
export const keyDigest = (village, transcript, X) => hex(H('key', unhex(village), unhex(transcript), X.bytes));
export const boothDigest = (key, station, booth, zeroLeaf) => hex(H('booth', unhex(key), station, booth, unhex(zeroLeaf)));

/** SPEC 6.5; the context is bytes. */
export const contextOf = (booth, ballot) => H('ballot', unhex(booth), unhex(ballot.slot), unhex(ballot.card), ballot.stratum ?? '');

export const codeOf = (context, ballot) =>
  hex(H('code', context, n8(ballot.ciphertexts.length), ...ballot.ciphertexts.map((c) => c.bytes), ballot.proof.bytes));

/** SPEC 6.3. */
export const slotOf = (seed) => hex(W('seed-label', unhex(seed), 'slot').subarray(0, 16));
export const seedLeaf = (seed) => leafHash(H('seed-leaf', unhex(seed)));
