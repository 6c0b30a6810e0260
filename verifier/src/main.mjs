// The same bytes for a terminal and a browser: exports for everybody, and the command line where Node runs this file.
import { readAnchor, MAX_ANCHOR } from './anchor.mjs';
import { fromUtf8 } from './bytes.mjs';
import { findRecords, readEvidence, readFolder } from './disk.mjs';
import { LIMITS } from './folder.mjs';
import { writeJson } from './json.mjs';
import { reportText } from './text.mjs';
import { verifyFolders } from './verify.mjs';
import { title, visible } from './words.mjs';

export { readAnchor, reportText, verifyFolders };

// A page holds this file as an inline module, from which nothing can be imported.
if (globalThis.document) globalThis.suaraVerifier = { folderLimits: LIMITS, readAnchor, title, verifyFolders, visible };

const USAGE = 'node verify.mjs [DIR…] --anchor DIGEST|FILE [--json] [--rehearsal] [--complete] [--evidence DIR] [--lang id|en]';

/** The words of a command line, or undefined if it is wrong. */
export function readArguments(words) {
  const out = { paths: [], anchorText: null, evidence: null, json: false, rehearsal: false, complete: false, lang: 'id' };
  for (let i = 0; i < words.length; i++) {
    const [, name, inline] = /^(--[a-z]+)(?:=(.*))?$/s.exec(words[i]) ?? [];
    const value = () => inline ?? words[++i];
    if (['--json', '--rehearsal', '--complete'].includes(name) && inline === undefined) out[name.slice(2)] = true;
    else if (name === '--anchor') out.anchorText = value();
    else if (name === '--evidence') out.evidence = value();
    else if (name === '--lang') out.lang = value();
    else if (words[i].startsWith('-')) return undefined;
    else out.paths.push(words[i]);
  }
  return out.anchorText === undefined || out.evidence === undefined || !['id', 'en'].includes(out.lang) ? undefined : out;
}

/** SPEC 9.18: a file of that name wins; undefined if it is no anchor. */
function anchorOf(text, fs) {
  let stat;
  try { stat = fs.statSync(text); } catch { /* no file has this name */ }
  if (!stat?.isFile()) return readAnchor(text);
  if (stat.size > MAX_ANCHOR) return undefined;
  try { return readAnchor(fromUtf8(fs.readFileSync(text))); } catch { return undefined; }
}

function run(node, words, here) {
  const { fs, path, process } = node;
  const args = readArguments(words);
  const anchor = args && args.anchorText !== null ? anchorOf(args.anchorText, fs) : null;
  if (!args || anchor === undefined) { process.stderr.write(`${USAGE}\n`); return 2; }
  const { records, unreadable } = findRecords(args.paths.length > 0 ? args.paths : [path.dirname(here)], node);
  const told = process.stderr.isTTY;
  const folders = records.map((folder) => readFolder(folder, node));
  const progress = (code) => { if (told) process.stderr.write(`\r${code.slice(-60)}\u001b[K`); };
  const evidence = args.evidence === null ? undefined : readEvidence(args.evidence, node);
  const report = verifyFolders(folders, { ...args, anchor, unreadable, progress, evidence });
  if (told) process.stderr.write('\r\u001b[K');
  process.stdout.write(args.json ? `${writeJson(report)}\n` : `${reportText(report).join('\n')}\n`);
  return report.exit;
}

/** Runs as a program only if Node was started with this very file. */
async function start() {
  const process = globalThis.process;
  if (!process?.versions?.node || !process.argv[1]) return;
  const [fs, path, url] = await Promise.all(['fs', 'path', 'url'].map((name) => import(`node:${name}`)));
  const here = url.fileURLToPath(import.meta.url);
  if (fs.realpathSync(process.argv[1]) !== fs.realpathSync(here)) return;
  try {
    process.exitCode = run({ fs, path, process }, process.argv.slice(2), here);
  } catch (error) {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exitCode = 70; // SPEC 9.19
  }
}
await start();
