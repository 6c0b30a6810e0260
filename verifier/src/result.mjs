// C49 to C51 (SPEC 8.15, 8.16, 9.14).
import { sameBytes, utf8 } from './bytes.mjs';
import { decide } from './decide.mjs';
import { MAX_DOCUMENT, RULES } from './documents.mjs';
import { parseJson, writeJson } from './json.mjs';
import { checkNote, readOr } from './manifest.mjs';
import { scopeId } from './scopes.mjs';
import * as T from './types.mjs';

const { object, optional, list, u32, hash, oneOf } = T;
const numbers = list(u32), rule = oneOf(...RULES);

const resultType = object({
  definition: hash, electronic: numbers, excluded: u32, format: T.string,
  outcome: T.byKind({
    winner: { candidate: u32, rule: optional(rule) }, tied: { candidates: numbers }, cancelled: {}, no_candidate: {},
  }),
  paper: numbers, plans: list(hash), sums: list(object({ count: u32, plan: u32, set: T.string, votes: numbers })),
  tie_steps: list(object({ applicable: T.boolean, at: optional(T.string), left: numbers, rule })), votes: numbers,
});

export function checkResult(run) {
  const { f, files, counted, opened } = run;
  const path = 'result.json', here = files.has(path);
  if (!here) f.skip(['C49', 'C50', 'C51'], path, 'is missing');
  if (!counted || !opened) return;
  const own = decide(run, opened);
  if (own.asks) {
    if (here) f.fail('C50', path, 'a tie rule needs a sum that is not opened', scopeId(own.asks[0]));
    return;
  }
  run.own = own;
  if (!here) return;
  checkNote(run, 'C49', 'result');
  const result = readOr(run, 'C49', path, (bytes) => resultType(parseJson(bytes, MAX_DOCUMENT)));
  if (result) compareResult(run, result, own);
  checkTotals(run, own);
}

function compareResult({ f, definition, exclusions, plans, opened }, result, own) {
  const claims = {
    electronic: own.electronic, paper: own.paper, votes: own.votes, excluded: exclusions.names.size,
    sums: opened.map(({ plan, scope, count, votes }) => ({ count, plan, set: scopeId(scope), votes })),
    plans: plans.map((plan) => plan.digest), definition: definition.digest, format: 'suara/result/v1',
  };
  const same = (a, b) => writeJson(a) === writeJson(b);
  for (const [name, value] of Object.entries(claims)) {
    if (!same(result[name], value)) f.fail('C49', 'result.json', 'differs from the recount', name);
  }
  for (const [name, value] of [['outcome', own.outcome], ['tie_steps', own.steps]]) {
    if (!same(result[name], value)) f.fail('C50', 'result.json', 'differs from the recount', name);
  }
  f.done('C49', `${own.votes}`);
  f.done('C50', own.outcome.kind);
}

/** SPEC 8.16, C51. */
function checkTotals({ f, files, definition: { options, village } }, own) {
  const row = (i, option) => `${village.code},${option},${own.electronic[i]},${own.paper[i]},${own.votes[i]}\n`;
  const rows = Array.from({ length: options }, (_, i) => row(i, (i + 1) % options));
  const csv = utf8(`village_code,option,electronic,paper,votes\n${rows.join('')}`);
  if (!files.has('totals.csv')) f.fail('C51', 'totals.csv', 'is missing');
  else if (!sameBytes(files.get('totals.csv'), csv)) f.fail('C51', 'totals.csv', 'differs from the recount');
  f.done('C51');
}
