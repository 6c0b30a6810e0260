// C63 to C67: what witnesses kept, held against the records (SPEC 10.6 to 10.11).
import { attempt, byText } from './bytes.mjs';
import { signatureHolds } from './curve.mjs';
import { Findings } from './findings.mjs';
import { openByOne } from './keys.mjs';
import { base32, heldLogs, markIds, rootAt } from './logs.mjs';
import { parseNote, verifiedLines } from './note.mjs';
import { COUNTS, readPieces } from './pieces.mjs';

/**
 * @param {{entries: {path: string, bytes?: Uint8Array, problem?: string}[], problem?: string}} evidence
 *   files of a folder; those that could not be read have a problem
 * @returns {{checks, accused}} the checks, and the villages (codes) that a FAIL is about
 */
export function checkEvidence({ entries, problem }, villages, lang) {
  const f = new Findings('evidence', lang);
  if (problem !== undefined) f.skip('C67', '-', 'could not be looked into', problem);
  const work = { f, logs: heldLogs(villages), seen: new Map(), marks: new Map(), used: new Set(), accused: new Set() };
  for (const { path, problem: why } of entries) if (why !== undefined) f.skip('C67', path, 'could not be looked into', why);
  for (const { path, bytes } of entries.filter((e) => e.bytes).sort((a, b) => byText(a.path, b.path))) {
    const { pieces, unread } = readPieces(path, bytes);
    for (const place of unread) f.skip('C67', place, 'is no piece of evidence');
    for (const piece of pieces) holdPiece(work, piece);
  }
  for (const check of ['C63', 'C64', 'C65', 'C66']) if (!work.used.has(check)) f.notDue(check);
  f.done(['C63', 'C64', 'C65', 'C66', 'C67']);
  return { checks: f.report(['C63', 'C64', 'C65', 'C66', 'C67']), accused: work.accused };
}

/** SPEC 10.6: the key of the copy that signed the piece. */
const signerOf = (piece, { keys }) => (piece.kind === 'strip'
  ? keys.find((key) => signatureHolds(key, piece.signed, piece.signature)) : openByOne(piece.bytes, piece.origin, keys)?.key);

/** SPEC 10.6. */
function holdPiece(work, piece) {
  const copies = work.logs.get(piece.origin) ?? [];
  const unused = (phrase, detail) => work.f.skip('C67', piece.place, phrase, detail);
  if (copies.length === 0) {
    unused(piece.origin.startsWith('suara-uji/') ? 'is of a rehearsal' : 'is of another election or place', piece.origin);
    return;
  }
  const signed = copies.filter((copy) => signerOf(piece, copy) !== undefined);
  if (signed.length === 0) { unused('the signature does not hold'); return; }
  if (piece.kind === 'head') {
    checkTwoHeads(work, piece, signed[0]);
    for (const copy of signed) {
      if (attempt(() => verifiedLines(parseNote(piece.bytes), copy.witnesses)) === undefined) unused('a cosignature does not hold');
    }
  }
  for (const copy of signed) holdAgainst(work, piece, copy, unused);
}

function holdAgainst(work, piece, copy, unused) {
  const fail = (check, phrase, detail) => {
    work.f.fail(check, piece.place, phrase, detail);
    work.accused.add(copy.village);
  };
  if (!copy.booth) {
    if (piece.kind === 'strip' && copy.status === 'unused' && piece.fate === 'cast') {
      work.used.add('C65');
      fail('C65', 'missing ballot: the booth is signed as unused', piece.text);
    } else unused('there is no log of this booth', copy.status);
    return;
  }
  work.used.add('C64');
  if (piece.kind === 'strip') { holdStrip(work, piece, copy, fail, unused); return; }
  work.used.add('C63');
  holdHead(piece, copy, fail);
  if (piece.report) {
    work.used.add('C66');
    holdReport(piece, copy, fail, unused);
  }
}

/** C63, two heads from outside. */
function checkTwoHeads(work, piece, { village }) {
  const id = `${piece.origin} ${piece.head.size}`;
  const earlier = work.seen.get(id) ?? [];
  const other = earlier.find((one) => one.head.root !== piece.head.root);
  if (other) {
    work.used.add('C63');
    work.f.fail('C63', piece.place, 'fork: two heads of one size', `PROOF 1 ${other.text} PROOF 2 ${piece.text}`);
    work.accused.add(village);
  }
  work.seen.set(id, [...earlier, piece]);
}

/** C63 and C64 of a head. */
function holdHead({ head, text }, { booth, closed }, fail) {
  const lines = BigInt(booth.leaves.length);
  if (head.size > lines) fail('C64', closed ? 'rollback: more lines were signed before' : 'truncation: lines are missing', `PROOF ${text}`);
  else if (rootAt(booth, Number(head.size)) !== head.root) {
    fail('C63', 'fork: the record has another root', closed ? `PROOF 1 ${text} PROOF 2 ${booth.closing.text}` : `PROOF ${text}`);
  }
}

/** C64 and C65 of a strip. */
function holdStrip(work, piece, copy, fail, unused) {
  const { booth, outcomes, identity } = copy;
  if (!work.marks.has(identity)) work.marks.set(identity, markIds(piece.origin, booth.leaves));
  const proof = `PROOF ${piece.text}`;
  if (!work.marks.get(identity).has(piece.mark)) fail('C64', 'rollback: the mark is not in the log', proof);
  const outcome = outcomes.get(piece.code);
  if (!outcome && !booth.whole) { unused('this booth was not read whole'); return; }
  work.used.add('C65');
  if (!outcome) fail('C65', 'missing ballot: the code is not in the record', proof);
  else if (outcome.fate !== piece.fate) {
    fail('C65', piece.fate === 'cast' ? 'missing ballot: the outcome is another' : 'the outcome is another', proof);
  }
  if (outcome?.card !== undefined && base32(outcome.card, 6) !== piece.card) fail('C65', 'the card is another', proof);
}

/** C66. */
function holdReport(piece, copy, fail, unused) {
  const lacking = [];
  const all = (label) => piece.pairs.filter(([name]) => name === label).map(([, value]) => value);
  const compare = (label, found, expected) => {
    if (found.length === 0 || expected === undefined) lacking.push(label);
    for (const value of found) if (expected !== undefined && value !== expected) fail('C66', 'the report differs from the record', label);
  };
  if (piece.report === 'BENIH BARU') compareSeeds(all, copy.booth, compare, lacking, fail);
  else compareReport(piece, copy, all, compare, fail);
  if (lacking.length > 0) unused('cannot be compared', lacking.join(', '));
}

/** The table of SPEC 10.10. */
function compareReport(piece, copy, all, compare, fail) {
  const { digests, booth } = copy, { zero, close } = booth, first = piece.report === 'LAPORAN NOL';
  const values = { 'Alat (kunci)': signerOf(piece, copy).hex, ...digests, 'Akar catatan': piece.head.root };
  const seeds = { Program: zero.software, 'Akar benih': zero.epoch.root, 'Rahasia saksi': String(zero.epoch.witnesses.length) };
  const sets = {
    Tersimpan: close?.cast.root, Uji: close?.challenged.root, Batal: close?.spoiled.root, Dibatalkan: close?.void.root,
  };
  Object.assign(values, first ? seeds : sets);
  for (const [label, value] of Object.entries(values)) compare(label, all(label), value);
  const numbers = first ? Array(6).fill(0)
    : [close?.cast.count, close?.challenged.count, close?.spoiled.count, close?.void.count, close?.faults];
  numbers.forEach((n, i) => {
    const found = piece.counts.filter(([name]) => name === COUNTS[i]).map(([, count]) => count);
    compare(COUNTS[i], found, n === undefined ? undefined : BigInt(n));
  });
  if (first) return;
  if (close === undefined) compare('Akar benih', [], undefined);
  else if (all('Akar benih').join() !== close.epochs.join()) fail('C66', 'the report differs from the record', 'Akar benih');
  if (piece.head.size < BigInt(booth.leaves.length)) fail('C66', 'the closing report is older than the log', piece.head.size);
}

function compareSeeds(all, booth, compare, lacking, fail) {
  const [n] = all('Benih ke');
  const isNumber = n !== undefined && /^\+?[0-9]+$/.test(n) && BigInt(n.replace('+', '')) < 2n ** 64n;
  if (!isNumber) { lacking.push('Benih ke'); return; }
  const epoch = booth.epochs[Number(n) - 1];
  if (!epoch) fail('C66', 'the report differs from the record', 'Benih ke');
  else compare('Akar benih', all('Akar benih'), epoch.root);
}
