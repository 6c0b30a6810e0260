// Counts of a record and sums over districts and the regency (SPEC 9.19). No check depends on them.
import { order } from './types.mjs';

const MOST = 4294967295;

/** `counts` of one folder of which the counted ballots are known. */
export function countsOfRun({ booths, counted, exclusions, roots }) {
  const of = (fate) => booths.reduce((sum, b) => sum + (b[fate] ?? b.ballots.filter((one) => one.fate === fate)).length, 0);
  return {
    cast: of('cast'), challenged: of('challenged'), counted: counted.length, excluded: exclusions.names.size, registered: roots.voters,
    spoiled: of('spoiled'), void: of('void'),
  };
}

const isIn = ({ report: { counts, checks } }, accused) =>
  counts !== null && !accused && Object.values(counts).every((n) => n <= MOST) && counts.counted + counts.excluded === counts.cast &&
  checks.every((c) => c.status === 'PASS' || (c.id === 'C06' && c.status === 'NOT-CHECKED'));

/**
 * @param villages checked villages in order; `named` is the index of their `anchor`
 * @param accused the codes that a FAIL between villages or of evidence is about
 */
export function levelsOf(villages, accused) {
  const byIndex = new Map();
  for (const village of villages) {
    const { named, runs } = village;
    if (!named || runs.every((run) => run.tier === 'bundle')) continue;
    byIndex.set(named.digest, [...(byIndex.get(named.digest) ?? []), village]);
  }
  return [...byIndex].sort(([a], [b]) => order(a, b)).map(([, members]) => levelOf(members, accused));
}

const parts = (code, n) => code.split('.').slice(0, n).join('.');

function levelOf(members, accused) {
  const [{ index, code }] = members;
  const districts = [...new Set(members.map((v) => parts(v.code, 3)))].sort(order).map((district) => {
    const own = members.filter((v) => parts(v.code, 3) === district);
    const listed = own[0].index.villages.filter((v) => parts(v.code, 3) === district).length;
    return sumUp(own, accused, district, own[0].report.district, listed);
  });
  return { districts, regency: sumUp(members, accused, parts(code, 2), index.regency.name, index.villages.length) };
}

function sumUp(members, accused, code, name, listed) {
  const counts = { cast: 0, challenged: 0, counted: 0, excluded: 0, registered: 0, spoiled: 0, void: 0 };
  const taken = members.filter((v) => isIn(v, accused.has(v.code)));
  for (const { report } of taken) for (const field of Object.keys(counts)) counts[field] += report.counts[field];
  return { code, counts, index: listed, left_out: members.length - taken.length, name, villages: taken.length };
}
