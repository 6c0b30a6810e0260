// Finding and reading folders on a disk (SPEC 7.2, 7.11). Node's modules are handed in, so that the bundle loads in a browser.
import { byText } from './bytes.mjs';
import { MAX_DOCUMENT } from './documents.mjs';
import { isName, isPath, LIMITS } from './folder.mjs';

const MAX_SEARCH_DEPTH = 12, MAX_SEARCH = 2000000; // SPEC 7.13
const NOFOLLOW = (fs) => fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

class Unfit extends Error {}
const unfit = (why) => { throw new Unfit(why); };

/** Where records lie below the given paths: {records, unreadable}. */
export function findRecords(paths, { fs, path }) {
  const records = new Set(), unreadable = [];
  let looked = 0;
  const look = (folder, depth) => {
    const names = depth <= MAX_SEARCH_DEPTH && looked <= MAX_SEARCH ? list(fs, folder) : undefined;
    if (!names) { unreadable.push(folder); return; }
    looked += names.length;
    if (names.includes('SHA256SUMS')) { records.add(folder); return; }
    for (const name of names) {
      const below = path.join(folder, name);
      const kind = kindOf(fs, below);
      if (kind === undefined) unreadable.push(below); // also a name that is no text
      else if (kind.isDirectory()) look(below, depth + 1);
    }
  };
  for (const given of paths) {
    let real;
    try { real = fs.realpathSync(given); } catch { unreadable.push(given); continue; }
    look(real, 0);
  }
  return { records: [...records], unreadable };
}

function list(fs, folder) {
  try { return fs.readdirSync(folder).sort(byText); } catch { return undefined; }
}

function kindOf(fs, file) {
  try { return fs.lstatSync(file); } catch { return undefined; }
}

/** Reads one plain file that is no link, at most max bytes. */
function readPlain(fs, file, max) {
  const handle = fs.openSync(file, NOFOLLOW(fs));
  try {
    const stat = fs.fstatSync(handle);
    if (!stat.isFile()) unfit('not a plain file');
    if (stat.size > max) unfit('too large');
    const bytes = new Uint8Array(stat.size);
    let at = 0;
    while (at < bytes.length) {
      const n = fs.readSync(handle, bytes, at, bytes.length - at, at);
      if (n === 0) unfit('changed while it was read');
      at += n;
    }
    return bytes;
  } finally { fs.closeSync(handle); }
}

/** SPEC 7.2: {path, files} or, if the folder is refused as a whole, {path, files, problem}. */
export function readFolder(folder, { fs, path }) {
  const files = new Map();
  let total = 0;
  const walk = (at) => {
    const names = fs.readdirSync(path.join(folder, at), { encoding: 'buffer' }).map((name) => name.toString('latin1')).sort();
    if (names.length > LIMITS.MAX_FILES) unfit(`too many entries: ${at}`);
    for (const name of names) {
      const own = at === '' ? name : `${at}/${name}`;
      if (!isName(name) || !isPath(own)) unfit(`name: ${own}`);
      const stat = fs.lstatSync(path.join(folder, own));
      if (stat.isDirectory()) { walk(own); continue; }
      if (!stat.isFile()) unfit(`not a plain file: ${own}`);
      files.set(own, readPlain(fs, path.join(folder, own), Math.min(LIMITS.MAX_FILE, LIMITS.MAX_TOTAL - total)));
      total += files.get(own).length;
      if (files.size > LIMITS.MAX_FILES) unfit('too many files');
    }
  };
  try {
    walk('');
    return { path: folder, files };
  } catch (error) {
    if (!(error instanceof Unfit) && error?.code === undefined) throw error;
    return { path: folder, files: twoFiles(folder, { fs, path }), problem: error.message };
  }
}

/** Of a folder that is refused, what SPEC 7.12 still looks at. */
function twoFiles(folder, { fs, path }) {
  const files = new Map();
  for (const name of ['SHA256SUMS', 'definition.json']) {
    try { files.set(name, readPlain(fs, path.join(folder, name), MAX_DOCUMENT)); } catch { /* it is not looked at */ }
  }
  return files;
}

const EVIDENCE = { MAX_FILES: 10000, MAX_FILE: 1048576, MAX_TOTAL: 67108864, MAX_DEPTH: 4 }; // SPEC 10.2

/** SPEC 10.3: {entries: [{path, bytes} or {path, problem}], problem?}. */
export function readEvidence(dir, { fs, path }) {
  const entries = [];
  let total = 0, looked = 0, full = false;
  const read = (file, own) => {
    const size = fs.lstatSync(file).size;
    if (size > EVIDENCE.MAX_FILE || total + size > EVIDENCE.MAX_TOTAL) unfit('too large');
    const bytes = readPlain(fs, file, EVIDENCE.MAX_FILE);
    total += bytes.length;
    entries.push({ path: own, bytes });
  };
  const walk = (folder, own, depth) => {
    const names = fs.readdirSync(folder).sort(byText).slice(0, EVIDENCE.MAX_FILES + 1);
    for (const name of names) {
      const below = own === '' ? name : `${own}/${name}`, file = path.join(folder, name);
      if (looked >= EVIDENCE.MAX_FILES) {
        if (!full) entries.push({ path: below, problem: 'too many files' });
        full = true;
        return;
      }
      looked++;
      try {
        const stat = fs.lstatSync(file);
        if (stat.isDirectory()) { if (depth >= EVIDENCE.MAX_DEPTH) unfit('too deep'); else walk(file, below, depth + 1); }
        else if (stat.isFile()) read(file, below);
        else unfit('not a plain file');
      } catch (error) {
        if (!(error instanceof Unfit) && error?.code === undefined) throw error;
        entries.push({ path: below, problem: error.message });
      }
    }
  };
  try {
    walk(fs.realpathSync(dir), '', 0);
  } catch (error) { return { entries: [], problem: String(error?.message) }; }
  return entries.length > 0 ? { entries } : { entries, problem: 'no file' };
}
