// The guardians' key: transcript and confirmations (SPEC 4).
import { H, hex, n4, n8, Refused, sha, unbase64, unhex, refuse, utf8, frame } from './bytes.mjs';
import { signatureHolds } from './curve.mjs';
import { MAX_DOCUMENT } from './documents.mjs';
import { combined, encoded, factorHolds, factorType, G, Hs, pointType, scalarFrom, times } from './group.mjs';
import { parseJson } from './json.mjs';
import { keyDigest, villageDigest } from './ladder.mjs';
import * as T from './types.mjs';

const { object, list, u32, hash, signature } = T;

export function possessionType(v) {
  const bytes = unbase64(T.string(v)), k = bytes.length / 32;
  if (!Number.isInteger(k) || k < 4 || k > 22) refuse('length of a possession');
  const scalars = Array.from({ length: k }, (_, i) => scalarFrom(bytes.subarray(32 * i, 32 * i + 32)));
  return { bytes, c: scalars[0], u: scalars.slice(1) };
}

const transcriptType = object({
  attempt: u32,
  contributions: list(object({
    coefficients: list(pointType, 2, 20), commitment: hash, commitment_sig: signature, exchange_key: pointType,
    possession: possessionType, reveal_sig: signature,
  })),
  definition: hash, format: T.string,
});

/** A broken rule of SPEC 4.7, with the check that it fails. */
class Broken extends Error {
  constructor(check, why) { super(why); this.check = check; }
}
const demand = (holds, check, why) => { if (!holds) throw new Broken(check, why); };

/**
 * SPEC 4.7: goes through the transcript; {key} or {check, why} of the first rule that is broken.
 * The key is {X, shares, digest, transcript, village, threshold}.
 */
export function readCeremony(bytes, definition) {
  try {
    return { key: transcriptKey(bytes, definition) };
  } catch (error) {
    if (error instanceof Broken) return { check: error.check, why: error.message };
    throw error;
  }
}

function transcriptKey(bytes, definition) {
  let transcript;
  try { transcript = transcriptType(parseJson(bytes, MAX_DOCUMENT)); } catch (error) {
    throw error instanceof Refused ? new Broken('C14', error.message) : error;
  }
  const { members, threshold } = definition.guardians;
  const { contributions } = transcript;
  demand(transcript.format === 'suara/ceremony/v1', 'C14', 'format');
  demand(transcript.definition === definition.digest, 'C14', 'another definition');
  demand(contributions.length === members.length, 'C14', 'number of guardians');
  const village = villageDigest(definition);
  contributions.forEach((one, i) => checkContribution(one, i + 1, { transcript, village, definition }));
  const firsts = contributions.map((one) => one.coefficients[0]);
  demand(new Set(firsts.map((p) => hex(p.bytes))).size === firsts.length, 'C15', 'two guardians have the same first coefficient');
  const X = encoded(firsts.map((p) => p.point).reduce((a, b) => a.add(b)));
  demand(!X.point.is0(), 'C15', 'the joint key is neutral');
  const shares = members.map((_, i) => encoded(publicShare(contributions, BigInt(i + 1))));
  const digest = sha(bytes);
  return { X, shares, digest: keyDigest(village, digest, X), transcript: digest, village, threshold };
}

function checkContribution(one, i, { transcript, village, definition }) {
  const { members, threshold } = definition.guardians;
  const signer = members[i - 1].key;
  const numbers = { attempt: transcript.attempt, guardian: i, guardians: members.length, threshold };
  const claim = claimOf(one, { village, identity: signer.bytes, ...numbers });
  const place = `guardian ${i}`;
  demand(commitmentOf(claim) === one.commitment, 'C14', `${place}: commitment`);
  const committed = frame('ceremony-commit', unhex(village), n4(transcript.attempt), n4(i), unhex(one.commitment)); // SPEC 4.3
  demand(signatureHolds(signer, committed, one.commitment_sig), 'C14', `${place}: commitment_sig`);
  const revealed = frame('ceremony-reveal', unhex(one.commitment), one.possession.bytes); // SPEC 4.4
  demand(signatureHolds(signer, revealed, one.reveal_sig), 'C14', `${place}: reveal_sig`);
  demand(possessionHolds(one, claim, threshold), 'C15', `${place}: proof of possession`);
}

/** SPEC 4.2. */
export const claimOf = (one, { village, attempt, guardian, identity, guardians, threshold }) =>
  [unhex(village), n8(attempt), n8(guardian), identity, n8(guardians), n8(threshold), ...one.coefficients.map((p) => p.bytes),
    one.exchange_key.bytes];
export const commitmentOf = (claim) => hex(H('coefficients', ...claim));

/** SPEC 4.5, the numbers included. */
export function possessionHolds({ coefficients, exchange_key: E, possession: { c, u } }, claim, threshold) {
  if (coefficients.length !== threshold || u.length !== threshold + 1) return false;
  const R = [...coefficients, E].map((P, k) => times(G, u[k]).subtract(times(P.point, c)).toBytes());
  return Hs('pop-chal', ...claim, ...R) === c;
}

/** SPEC 4.6: Σ_i Σ_k j^k·A_ik, by Horner's rule over the sums of equal k. */
function publicShare(contributions, j) {
  const sums = contributions[0].coefficients.map((_, k) =>
    contributions.map((one) => one.coefficients[k].point).reduce((a, b) => a.add(b)));
  return sums.reduceRight((share, A) => times(share, j).add(A));
}

const confirmationsType = object({
  format: T.oneOf('suara/confirmations/v1'), list: list(object({ guardian: u32, sig: signature, trial: factorType })), transcript: hash,
});

/** SPEC 4.8: refuses unless every guardian confirms this key and every window opens the trial to 1. */
export function checkConfirmations(bytes, definition, key) {
  const confirmations = confirmationsType(parseJson(bytes, MAX_DOCUMENT));
  const { members, threshold } = definition.guardians;
  if (confirmations.list.length !== members.length) refuse('number of confirmations');
  if (confirmations.transcript !== key.transcript) refuse('another transcript');
  const signed = frame('ceremony-confirm', unhex(key.village), unhex(key.transcript), key.X.bytes);
  const r = Hs('ceremony-trial', unhex(key.digest));
  const alpha = encoded(times(G, r)), beta = encoded(G.add(times(key.X.point, r)));
  const trial = {
    plan: key.transcript, record: '00'.repeat(32), set: 'trial', scope: sha(utf8('trial')), count: 1, option: 1,
    keyDigest: key.digest, alpha, beta,
  };
  confirmations.list.forEach((one, i) => {
    if (one.guardian !== i + 1) refuse('order of guardians');
    if (!signatureHolds(members[i].key, signed, one.sig)) refuse(`guardian ${i + 1}: signature`);
    if (!factorHolds(one.trial, { ...trial, guardian: i + 1, share: key.shares[i] })) refuse(`guardian ${i + 1}: trial`);
  });
  const factors = confirmations.list.map((one) => ({ guardian: one.guardian, point: one.trial.point }));
  for (let i = 0; i + threshold <= factors.length; i++) {
    if (!combined(beta.point, factors.slice(i, i + threshold)).equals(G)) refuse(`window from guardian ${i + 1}`);
  }
}

