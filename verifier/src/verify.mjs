// The whole work: folders in, one report out (SPEC 9.16 to 9.19). No clock, no disk, no network.
import { dueChecks, Findings } from './findings.mjs';
import { checkAll, voice } from './cross.mjs';
import { checkEvidence } from './evidence.mjs';
import { checkFolder } from './folder.mjs';
import { countsOfRun, levelsOf } from './levels.mjs';
import { checkVillage, groupByVillage, mergeChecks, withoutTwins } from './villages.mjs';
import { order } from './types.mjs';
import { verdictWords } from './words.mjs';

const EXIT = { valid: 0, failed: 1, 'not-anchored': 3, 'not-checked': 4, rehearsal: 5 };
const WORSE = ['valid', 'not-anchored', 'rehearsal', 'not-checked', 'failed'];

/**
 * @param {{path: string, files: Map<string, Uint8Array>, problem?: string}[]} folders
 *   of a folder that cannot be read, `problem` says why and files has at most SHA256SUMS and definition.json
 * @param {{anchor?: string|null, complete?: boolean, rehearsal?: boolean, lang?: 'id'|'en', unreadable?: string[],
 *   evidence?: object, progress?: (code: string) => void}} options
 *   anchor is 64 hex characters; unreadable are places that could not be looked into; evidence is that of checkEvidence
 * @returns the report of SPEC 9.19
 */
export function verifyFolders(folders, options = {}) {
  const { anchor = null, complete = false, rehearsal = false, lang = 'id', unreadable = [], evidence, progress = () => {} } = options;
  const villages = groupByVillage(folders).map((group) => {
    progress(group.code);
    return checkOneVillage(group, { anchor, lang });
  });
  villages.sort((a, b) => order(a.report.village, b.report.village) || order(a.report.mode ?? '', b.report.mode ?? ''));
  const all = villages.map(voice), reports = villages.map((v) => v.report);
  const { checks: cross, accused } = checkAll(all, { complete, unreadable, lang });
  const held = evidence ? checkEvidence(evidence, villages, lang) : { checks: undefined, accused: [] };
  const levels = levelsOf(all, new Set([...accused, ...held.accused]));
  const forgiven = !complete && unreadable.length === 0 && villages.length > 0; // SPEC 9.19, the exception for C62
  const verdict = verdictOf(reports, [...cross, ...(held.checks ?? [])], { rehearsal, forgiven });
  const anchors = new Set(reports.map((r) => r.anchor).filter((a) => a !== null));
  return {
    anchor: anchors.size === 1 ? [...anchors][0] : null, cross, evidence: held.checks, exit: EXIT[verdict], lang,
    levels: levels.length > 0 ? levels : undefined, verdict, villages: reports, words: verdictWords(verdict, lang),
  };
}

function checkOneVillage({ folders }, options) {
  const paths = folders.map((folder) => folder.path);
  try {
    const runs = withoutTwins(folders).map((folder) => checkFolder(folder, options));
    return villageReport(paths, runs, options.lang);
  } catch (error) { // SPEC 9.19: a defect that one village sets off leaves the others alone
    const f = new Findings('public', options.lang);
    f.skip(dueChecks('public'), paths[0], 'a defect of this program', error?.message);
    const report = { ...blank(paths[0]), checks: f.report(), paths };
    return { code: report.village, report, runs: [] };
  }
}

const blank = (village) => ({
  anchor: null, checks: [], counts: null, district: '', mode: null, name: '', options: [], outcome: null, paths: [], tie: [], tiers: [],
  village, winner: null,
});

function villageReport(paths, all, lang) {
  const tiers = ['bundle', 'sealed', 'public'];
  const runs = tiers.flatMap((tier) => all.filter((run) => run.tier === tier && !run.unreadable));
  const checks = [...tiers.flatMap((tier) => mergeChecks(all, tier)), ...checkVillage(runs, lang)];
  if (runs.length === 0) return { code: paths[0], report: { ...blank(paths[0]), checks }, runs };
  const { index, definition, sums, path } = runs.find((run) => run.definition) ?? runs.at(-1);
  const report = {
    ...blank(definition?.village.code ?? sums?.name ?? path), checks, anchor: index?.digest ?? null, paths: runs.map((run) => run.path),
    district: definition?.village.district ?? '', mode: definition?.mode ?? null, name: definition?.village.name ?? '',
    tiers: tiers.filter((tier) => runs.some((run) => run.tier === tier)),
  };
  const counted = runs.filter((run) => run.counted).at(-1);
  if (counted) report.counts = countsOfRun(counted);
  const decided = runs.filter((run) => run.own).at(-1);
  if (decided) Object.assign(report, ownResult(decided.own, decided.definition));
  return { code: report.village, report, runs, named: index };
}

function ownResult({ votes, outcome, steps }, { candidates }) {
  const options = votes.map((n, i) => ({ name: candidates[i]?.name ?? '', option: i < candidates.length ? i + 1 : 0, votes: n }));
  return { options, outcome, tie: steps, winner: outcome.kind === 'winner' ? outcome.candidate : null };
}

function verdictOf(reports, others, { rehearsal, forgiven }) {
  let worst = 'valid';
  const count = (verdict) => { if (WORSE.indexOf(verdict) > WORSE.indexOf(worst)) worst = verdict; };
  for (const { id, status } of [...reports.flatMap((r) => r.checks), ...others]) {
    if (status === 'FAIL') count('failed');
    else if (status === 'NOT-CHECKED' && id === 'C06') count('not-anchored');
    else if (status === 'NOT-CHECKED' && !(id === 'C62' && forgiven)) count('not-checked');
  }
  if (!rehearsal && reports.some((r) => r.mode === 'REHEARSAL')) count('rehearsal');
  return worst;
}
