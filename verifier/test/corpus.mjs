// Holds this verifier against the verdicts of another over a folder of cases: node test/corpus.mjs DIR [words of ids …]
import fs from 'node:fs';
import path from 'node:path';
import { findRecords, readEvidence, readFolder } from '../src/disk.mjs';
import { readAnchor } from '../src/anchor.mjs';
import { verifyFolders } from '../src/verify.mjs';

const node = { fs, path };

/** The report of one case.json. */
function report(folder, { args, records }) {
  const found = findRecords(records.map((r) => path.resolve(folder, r)), node);
  return verifyFolders(found.records.map((r) => readFolder(r, node)), {
    ...args, anchor: args.anchor ? readAnchor(args.anchor) : null, unreadable: found.unreadable,
    evidence: args.evidence ? readEvidence(path.resolve(folder, args.evidence), node) : undefined,
  });
}

function idsOf(report, status) {
  const checks = [...report.villages.flatMap((v) => v.checks), ...report.cross, ...(report.evidence ?? [])];
  return [...new Set(checks.filter((c) => c.status === status).map((c) => c.id))].sort();
}

const [dir, ...only] = process.argv.slice(2);
if (dir === undefined) throw new Error('node test/corpus.mjs DIR [part of a name …]');
let cases = 0, disagreements = 0, unchecked = 0;
for (const name of fs.readdirSync(dir).sort()) {
  const file = path.join(dir, name, 'case.json');
  if (!fs.existsSync(file) || (only.length > 0 && !only.some((word) => name.includes(word)))) continue;
  const one = JSON.parse(fs.readFileSync(file, 'utf8'));
  cases++;
  let own;
  try { own = report(path.dirname(file), one); } catch (error) { console.log(`${name}: ${error.stack}`); disagreements++; continue; }
  const claims = { exit_code: own.exit, verdict: own.verdict, failed: idsOf(own, 'FAIL') };
  const differ = Object.entries(claims).filter(([key, value]) => String(one.rust[key]) !== String(value));
  for (const [key, value] of differ) console.log(`${name}: ${key}: rust ${one.rust[key]}; js ${value}`);
  const missed = one.must_fail?.length > 0 && !one.must_fail.some((id) => claims.failed.includes(id)); // one of them must
  if (missed) console.log(`${name}: none of ${one.must_fail} fails`);
  if (differ.length > 0 || missed) disagreements++;
  const unforgiven = (ids) => ids.filter((id) => id !== 'C62').join(); // SPEC 9.19
  const skipped = [one.rust.not_checked, idsOf(own, 'NOT-CHECKED')].map(unforgiven);
  if (skipped[0] !== skipped[1]) {
    unchecked++;
    console.log(`${name}: not_checked: rust ${skipped[0]}; js ${skipped[1]}`);
  }
}
console.log(`not_checked: ${unchecked} differences`);
console.log(`corpus: ${cases} cases, ${disagreements} disagreements`);
process.exitCode = cases === 0 || disagreements > 0 ? 1 : 0;
