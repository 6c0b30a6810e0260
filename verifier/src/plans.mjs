// C43 to C48: opening plans and the guardians' factors (SPEC 8.10 to 8.12, 9.12, 9.13).
import { refuse, sha } from './bytes.mjs';
import { isExcluded } from './ballots.mjs';
import { decide } from './decide.mjs';
import { MAX_DOCUMENT } from './documents.mjs';
import { checksBetween } from './findings.mjs';
import { combined, discreteLog, factorHolds, factorType } from './group.mjs';
import { parseJson } from './json.mjs';
import { checkNote, readOr } from './manifest.mjs';
import { readSigned, total } from './paper.mjs';
import { countedDigest, publicFiles } from './public.mjs';
import { codesIn, firstScopes, scopeDigest, scopeId, scopeType, smallestCell, sumOf, within } from './scopes.mjs';
import * as T from './types.mjs';

export const MAX_PLANS = 8; // SPEC 9.21
const { object, list, u32, hash } = T;
const OPENING = checksBetween('C44', 'C48');

/** SPEC 9.12: fills run.cast and run.counted, ballots with their booth; undefined if they are not known. */
export function findCounted(run) {
  const { definition, devices, roots, key, exclusions, complete, booths } = run;
  if (!definition || !devices || !roots || !key || !exclusions || !complete) return;
  run.cast = booths.flatMap((booth) => booth.ballots.filter((b) => b.fate === 'cast').map((b) => ({ ...b, booth })));
  run.counted = run.cast.filter((one) => !isExcluded(run, one.booth, one.ballot.card));
}

const planType = object({
  definition: hash, format: T.string, number: u32, previous: T.optional(hash), record: hash,
  sets: list(object({ codes: hash, count: u32, scope: scopeType })),
});

/** C43 and the names of C46 (SPEC 9.13): the plans that are there, with file number and digest. */
function readPlans(run) {
  const { f, files, definition } = run;
  const plans = [];
  for (let n = 1; n <= MAX_PLANS && files.has(`plan-${n}.json`); n++) {
    const path = `plan-${n}.json`;
    const plan = readOr(run, 'C43', path, (bytes) => planType(parseJson(bytes, MAX_DOCUMENT)));
    if (!plan) break;
    checkNote(run, 'C43', `plan-${n}`);
    const right = plan.format === 'suara/plan/v1' && plan.number === n && plan.definition === definition?.digest;
    if (!right) f.fail('C43', path, 'of another definition');
    if (plan.previous !== plans.at(-1)?.digest) f.fail('C43', path, 'does not follow the plan before');
    plans.push({ ...plan, file: n, digest: sha(files.get(path)) });
  }
  for (const path of files.keys()) {
    const [, kind, digits] = /^(plan|opening)-([0-9]+)(?:[-.]|$)/.exec(path) ?? [];
    const over = kind && BigInt(digits) > plans.length && BigInt(digits) < 2n ** 64n;
    if (over) f.fail(kind === 'plan' ? 'C43' : 'C46', path, 'belongs to no plan');
  }
  f.done('C43', `${plans.length}`);
  return plans;
}

/** Fills run.plans and, if they are known, run.opened: [{plan, scope, count, votes}] (SPEC 9.13). */
export function checkPlans(run) {
  const { f, counted } = run;
  run.plans = readPlans(run);
  if (!counted) { f.skip(OPENING, '-', 'the counted ballots are not known'); return; }
  if (firstScopes(counted, run).length === 0) {
    if (run.plans.length === 0) { run.opened = []; f.notDue(checksBetween('C43', 'C48')); return; }
    f.fail('C44', 'plan-1.json', 'no plan is due');
    f.skip(checksBetween('C45', 'C48'), 'plan-1.json', 'no plan is due');
    return;
  }
  if (run.plans.length === 0) { f.skip(checksBetween('C43', 'C48'), 'plan-1.json', 'the plan is missing'); return; }
  checkCells(run);
  openPlans(run);
}

/** C45. */
function checkCells({ f, definition, plans, counted, cast }) {
  const scopes = plans.flatMap((plan) => plan.sets.map((set) => set.scope)), { k_min: least } = definition.rules;
  const small = smallestCell(counted, scopes);
  const alone = scopes.length === 1 && scopes[0].kind === 'village' && cast.length < least;
  if (small < least && !alone) f.fail('C45', `plan-${plans.length}.json`, 'a group of ballots is too small', small);
  f.done('C45', `${small}`);
}

function openPlans(run) {
  const { f, plans, counted, definition } = run;
  const record = countedDigest(run.tier === 'sealed' ? publicFiles(run) : run.files);
  const opened = [];
  for (const [i, plan] of plans.entries()) {
    const scopes = i === 0 ? firstScopes(counted, run) : decide(run, opened).asks;
    checkPlan(run, plan, scopes, record);
    const sets = openPlan(run, plan, plan.sets.map((set) => sumOf(counted, set.scope, definition.options)));
    if (!sets) {
      f.done(['C45', 'C46', 'C47', 'C48']);
      if (i + 1 < plans.length) f.skip('C44', `plan-${i + 2}.json`, 'the plan before does not open'); else f.done('C44');
      return;
    }
    opened.push(...sets);
  }
  run.opened = opened;
  f.done(OPENING, `${opened.length}`);
}

/** C44: the plan against the expected scopes. */
function checkPlan({ f, counted }, plan, scopes, record) {
  const path = `plan-${plan.file}.json`;
  if (!scopes || scopes.length === 0) { f.fail('C44', path, 'no plan is due'); return; }
  if (plan.record !== record) f.fail('C44', path, 'names another record', record);
  if (plan.sets.map((set) => scopeId(set.scope)).join(' ') !== scopes.map(scopeId).join(' ')) {
    f.fail('C44', path, 'has other groups than the rule says', scopes.map(scopeId).join(' '));
    return;
  }
  for (const set of plan.sets) {
    const right = set.count === within(counted, set.scope).length && set.codes === codesIn(counted, set.scope);
    if (!right) f.fail('C44', path, 'has other ballots than the rule says', scopeId(set.scope));
  }
}

const openingType = object({
  format: T.oneOf('suara/opening/v1'), guardian: u32, plan: hash,
  sets: list(object({ options: list(factorType), set: T.string })),
});

/** C46: the openings of one plan that can be used. */
function readOpenings(run, plan) {
  const { definition: { guardians: { members }, options } } = run;
  const ids = plan.sets.map((set) => scopeId(set.scope));
  return members.flatMap((_, i) => {
    const path = `opening-${plan.number}-${i + 1}.json`; // the number that is written in the plan (SPEC 9.13)
    if (!run.files.has(path)) return [];
    const opening = readOr(run, 'C46', path, (bytes) => {
      const value = readSigned(bytes, 'opening', openingType, 'opening', (o) => members[o.guardian - 1]?.key);
      if (value.guardian !== i + 1 || value.plan !== plan.digest) refuse('of another guardian or plan');
      const right = value.sets.map((s) => s.set).join(' ') === ids.join(' ') && value.sets.length === ids.length &&
        value.sets.every((s) => s.options.length === options);
      return right ? value : refuse('has other groups than the plan');
    });
    return opening ? [{ ...opening, path }] : [];
  });
}

/** C46 to C48 of one plan: its opened sets, or undefined. */
function openPlan(run, plan, sums) {
  const { f, key } = run;
  const openings = readOpenings(run, plan);
  if (openings.length < key.threshold) {
    f.skip(['C46', 'C47', 'C48'], `plan-${plan.file}.json`, 'too few guardians opened', openings.length);
    return undefined;
  }
  let open = true;
  const sets = plan.sets.map((set, s) => {
    const votes = sums[s].map((sum, option) => openSum(run, plan, set, sum, openings.flatMap((opening) => {
      const factor = opening.sets[s].options[option];
      const holds = factorHolds(factor, {
        plan: plan.digest, record: plan.record, set: scopeId(set.scope), scope: scopeDigest(set.scope), count: set.count,
        option: option + 1, guardian: opening.guardian, share: key.shares[opening.guardian - 1], keyDigest: key.digest, ...sum,
      });
      if (!holds) f.fail('C47', opening.path, 'a factor is not proven', `${scopeId(set.scope)} ${option + 1}`);
      return holds ? [{ guardian: opening.guardian, point: factor.point }] : [];
    })));
    if (votes.includes(undefined)) { open = false; return undefined; }
    if (total(votes) !== set.count) f.fail('C48', `plan-${plan.file}.json`, 'the votes are not as many as the ballots', scopeId(set.scope));
    return { plan: plan.number, scope: set.scope, count: set.count, votes };
  });
  return open ? sets : undefined;
}

/** C48 for one option (SPEC 8.12): the number of votes, or undefined. */
function openSum({ f, key: { threshold } }, plan, set, sum, factors) {
  const numbers = [];
  for (let i = 0; i + threshold <= factors.length; i++) {
    numbers.push(discreteLog(combined(sum.beta.point, factors.slice(i, i + threshold)), set.count));
  }
  const right = numbers.length > 0 && numbers.every((n) => n !== undefined && n === numbers[0]);
  if (!right) f.fail('C48', `plan-${plan.file}.json`, 'a sum does not open', scopeId(set.scope));
  return right ? numbers[0] : undefined;
}

