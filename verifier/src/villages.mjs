// Putting folders together by village, without believing them (SPEC 7.12, 9.16: C57 to C59).
import { attempt, byText, sameBytes, sha, utf8 } from './bytes.mjs';
import { MAX_DOCUMENT, readDefinition } from './documents.mjs';
import { Findings, worse } from './findings.mjs';
import { publicFiles } from './public.mjs';
import { readSums, SUMS } from './sums.mjs';
import { order, village as villageCode } from './types.mjs';

/** SPEC 7.12: {folder, code, election?, name?} of one folder. */
function identify(folder) {
  const { files, path } = folder;
  const bytes = files.get(SUMS);
  const sums = bytes && bytes.length <= MAX_DOCUMENT ? attempt(() => readSums(bytes)) : undefined;
  const name = sums?.kind === 'bundle' ? sums.name.split('/')[3] : sums?.name;
  const listed = attempt(() => villageCode(name));
  const definition = files.has('definition.json') ? attempt(() => readDefinition(files.get('definition.json'))) : undefined;
  return { folder, code: listed ?? definition?.village.code ?? path, election: definition && `${definition.mode} ${definition.election}` };
}

/** SPEC 7.12: lists of folders, one list a village; those whose definition does not read come last in each. */
export function groupByVillage(folders) {
  const found = [...folders].sort((a, b) => comparePaths(a.path, b.path)).map(identify);
  const groups = new Map();
  const put = (id, one) => groups.set(id, [...(groups.get(id) ?? []), one]);
  for (const one of found) if (one.election) put(`${one.code}\n${one.election}`, one);
  for (const one of found) {
    if (one.election) continue;
    const homes = [...groups.keys()].filter((id) => id.startsWith(`${one.code}\n`)).sort(order);
    put(homes[0] ?? `${one.code}\n`, one);
  }
  return [...groups.values()].map((members) => ({ code: members[0].code, folders: members.map((one) => one.folder) }));
}

/** SPEC 7.11: name by name. */
function comparePaths(a, b) {
  const left = a.split('/'), right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const c = byText(left[i], right[i]);
    if (c !== 0) return c;
  }
  return left.length - right.length;
}

const fingerprint = (files) => sha(utf8([...files].map(([path, bytes]) => `${path}\n${sha(bytes)}`).sort().join('\n')));

/** Folders with exactly the same files count once (SPEC 9.16). */
export function withoutTwins(folders) {
  const seen = new Set();
  return folders.filter((folder) => {
    if (folder.problem !== undefined) return true;
    const id = fingerprint(folder.files);
    return !seen.has(id) && seen.add(id);
  });
}

/** SPEC 9.16: results by tier and id, the worse of two statuses stands. */
export function mergeChecks(runs, tier) {
  const out = new Map();
  for (const { checks } of runs.filter((run) => run.tier === tier)) {
    for (const check of checks) {
      const had = out.get(check.id);
      out.set(check.id, !had || worse(had.status, check.status) !== had.status ? check : had);
    }
  }
  return [...out.values()].sort((a, b) => order(a.id, b.id));
}

/** C57 to C59 of one village, over its checked folders in order. */
export function checkVillage(runs, lang) {
  const f = new Findings('cross', lang), ids = [];
  const of = (tier) => runs.filter((run) => run.tier === tier);
  const [sealed] = of('sealed'), [open] = of('public'), bundles = of('bundle');
  if (sealed && open) { ids.push('C57'); compareRecords(f, sealed, open); }
  if (sealed && bundles.length > 0) {
    ids.push('C58');
    for (const bundle of bundles) compareBundle(f, sealed, bundle);
    f.done('C58', `${bundles.length}`);
  }
  const twice = [of('sealed'), of('public')].filter((records) => records.length > 1);
  for (const records of twice) f.fail('C59', records[1].path, 'there are two different records', records[0].path);
  if (twice.length > 0) ids.push('C59');
  return f.report(ids);
}

/** C57. */
function compareRecords(f, sealed, open) {
  const made = sealed.complete ? publicFiles(sealed)
    : new Map([...sealed.files].filter(([path]) => !path.startsWith('booths/') && path !== SUMS));
  for (const [path, bytes] of made) {
    if (!open.files.has(path)) f.fail('C57', path, 'is in only one of the two records');
    else if (!sameBytes(open.files.get(path), bytes)) f.fail('C57', path, 'differs between the two records');
  }
  if (!sealed.complete) { f.skip('C57', sealed.path, 'the sealed record is not complete'); return; }
  for (const path of open.files.keys()) if (path !== SUMS && !made.has(path)) f.fail('C57', path, 'is in only one of the two records');
  f.done('C57', `${made.size}`);
}

/** C58 of one bundle. */
function compareBundle(f, sealed, bundle) {
  const [booth] = bundle.booths;
  if (!booth?.placed) { f.skip('C58', bundle.path, 'this booth could not be read'); return; }
  for (const [path, bytes] of bundle.files) {
    if (path === SUMS || path === 'checkpoint') continue;
    const other = sealed.files.get(path === 'entries.jsonl' ? `booths/${booth.name}/entries.jsonl` : path);
    if (!other || !sameBytes(other, bytes)) f.fail('C58', `${bundle.path} ${path}`, 'differs from the sealed record');
  }
}
