// All checks of one folder in their order (SPEC 9.3).
import { attempt } from './bytes.mjs';
import { checkBallots, checkCards } from './ballots.mjs';
import { checkBooths } from './booths.mjs';
import { checkEquations } from './equations.mjs';
import { dueChecks, Findings } from './findings.mjs';
import { checkDocuments } from './manifest.mjs';
import { checkPaper } from './paper.mjs';
import { checkPlans, findCounted } from './plans.mjs';
import { checkResult } from './result.mjs';
import { checkSums, checkSumsSignature, readSums, SUMS, tierOf } from './sums.mjs';

const MAX_FILES = 10000, MAX_FILE = 536870912, MAX_TOTAL = 2147483648, MAX_PATH = 100, MAX_DEPTH = 3; // SPEC 7.13

/** SPEC 7.2, rules 1, 2 and 4, over paths and sizes; rules 3 and 5 are for whoever reads the disk. Undefined if all hold. */
export function folderProblem(files) {
  let total = 0;
  const entries = new Map();
  for (const [path, bytes] of files) {
    const names = path.split('/');
    if (names.some((name) => !isName(name))) return `name: ${path}`;
    if (path.length > MAX_PATH || names.length > MAX_DEPTH) return `path: ${path}`;
    if (bytes.length > MAX_FILE) return `size: ${path}`;
    total += bytes.length;
    names.forEach((_, i) => {
      const folder = names.slice(0, i).join('/');
      entries.set(folder, (entries.get(folder) ?? new Set()).add(names[i]));
    });
  }
  if (files.size > MAX_FILES || [...entries.values()].some((names) => names.size > MAX_FILES)) return 'too many files';
  return total > MAX_TOTAL ? 'too large' : undefined;
}
export const isName = (name) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name);
export const isPath = (path) => path.length <= MAX_PATH && path.split('/').length <= MAX_DEPTH;
export const LIMITS = { MAX_FILES, MAX_FILE, MAX_TOTAL };

/**
 * One folder {path, files, problem?}: its tier, checks, and what it says to the others of its village and of the election
 * (index, definition, devices, tags, deck, booths, own, complete).
 */
export function checkFolder(folder, { anchor, lang }) {
  const { files, path } = folder;
  const problem = folder.problem ?? folderProblem(files);
  if (problem !== undefined) {
    const f = new Findings('public', lang);
    f.fail('C01', path, 'this folder cannot be read', problem);
    f.skip(dueChecks('public').slice(1), path, 'this folder cannot be read');
    return { path, unreadable: true, tier: 'public', checks: f.report() };
  }
  const sums = files.has(SUMS) ? attempt(() => readSums(files.get(SUMS))) : undefined;
  const tier = tierOf(files, sums);
  const run = { path, files, tier, sums, anchor, f: new Findings(tier, lang), booths: [], complete: false };
  checkDocuments(run);
  checkSums(run);
  checkBooths(run);
  checkSumsSignature(run);
  checkBallots(run);
  if (tier !== 'bundle') checkPaper(run);
  checkCards(run);
  if (tier !== 'bundle') {
    findCounted(run);
    checkPlans(run);
    checkResult(run);
    checkEquations(run);
  }
  return { ...run, checks: run.f.report() };
}
