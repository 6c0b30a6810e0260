// Sealed ballots, their openings, and reading files of them (SPEC 6.3, 6.4, 6.6, 7.7).
import { refuse } from './bytes.mjs';
import { parseJson } from './json.mjs';
import { included } from './tree.mjs';
import { seedLeaf, slotOf } from './ladder.mjs';
import * as T from './types.mjs';
import { ciphertextType, proofType, sealsTo } from './unit.mjs';

const MAX_BALLOT = 131070; // SPEC 5.1

/** SPEC 6.4: the fields of a sealed ballot. */
export const ballotFields = {
  card: T.hash, ciphertexts: T.list(ciphertextType), issue: T.signature, proof: proofType, slot: T.hex16,
  stratum: T.optional(T.stratum),
};
const ballotType = T.object(ballotFields);

/** SPEC 6.6 and 6.3. */
export const openingType = T.object({
  choice: T.u32, path: T.object({ index: T.u64, path: T.list(T.hash), size: T.u64 }), seed: T.seed,
});
const challengedType = T.object({ ballot: ballotType, opening: openingType });

/** A line of cast.jsonl. */
export const readCast = (bytes) => ({ ballot: ballotType(parseJson(bytes, MAX_BALLOT)) });

/** A line of challenged.jsonl. */
export const readChallenged = (bytes) => challengedType(parseJson(bytes, MAX_BALLOT));

/** Cuts a file of lines; refuses one that is not empty and does not end with a line feed. */
export function cutLines(bytes) {
  if (bytes.length > 0 && bytes.at(-1) !== 0x0a) refuse('no line feed at the end');
  const out = [];
  for (let from = 0; from < bytes.length;) {
    const to = bytes.indexOf(0x0a, from);
    out.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return out;
}

/** SPEC 6.6: whether a challenged ballot {ballot, opening, context} holds; roots are those of the booth's first epochs. */
export function challengeHolds({ ballot, opening, context }, roots, key, options) {
  const { choice, seed, path } = opening;
  const leaf = seedLeaf(seed);
  return roots.some((root) => included(leaf, path.index, path.size, path.path, root)) && ballot.slot === slotOf(seed) &&
    choice < options && sealsTo(key.X, seed, context, choice, { ...ballot, options });
}
