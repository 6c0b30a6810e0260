// C17 to C29: the booths of a folder, from whole logs or from the files of a public record (SPEC 9.7 to 9.9).
import { attempt, frame, fromUtf8, unhex, utf8 } from './bytes.mjs';
import { cutLines, readCast, readChallenged } from './ballot.mjs';
import { Signatures } from './curve.mjs';
import { readHashes } from './documents.mjs';
import { checksBetween } from './findings.mjs';
import { checkSpares, keysOf, openByOne, speakersOf } from './keys.mjs';
import { boothDigest, codeOf, contextOf } from './ladder.mjs';
import { chainBreak, epochsOf, logLines, MAX_BODY, readBody, readEntry, readLine } from './log.mjs';
import { Machine } from './machine.mjs';
import { COSIGNER, knownKey, originOf, parseHead, parseNote, verifiedLines } from './note.mjs';
import { codesRoot, treeRoot } from './tree.mjs';
import { boothOfOrigin } from './sums.mjs';

const OF_BALLOTS = checksBetween('C30', 'C38');
const OF_LOGS = checksBetween('C18', 'C29');

/**
 * Reads the booths that SPEC 9.7 names. Fills run.booths with
 * {name, station, booth, strata, origin, folder, placed, whole, digest, leaves, keys, epochs, ballots, spoiled, void, faults, lines,
 * entries}
 * and run.complete.
 */
export function checkBooths(run) {
  const { f, definition, devices, files, tier } = run;
  run.booths = [];
  run.complete = false;
  const chosen = definition && devices ? chosenBooths(run) : undefined;
  if (!chosen) {
    f.skip(checksBetween('C17', 'C39'), '-', 'no booth can be read');
    return;
  }
  let missing = 0;
  for (const place of chosen) {
    const folder = tier === 'bundle' ? '' : `booths/${place.name}/`;
    if (tier !== 'bundle' && ![...files.keys()].some((path) => path.startsWith(folder))) {
      f.fail('C17', folder, 'nothing of this booth is here');
      missing++;
      continue;
    }
    const booth = newBooth(run, place, folder);
    run.booths.push(booth);
    (tier === 'public' ? readPublicBooth : readLoggedBooth)(run, booth);
  }
  for (const booth of run.booths) {
    if (!booth.placed) f.skip([...OF_LOGS, ...OF_BALLOTS], booth.folder || '-', 'this booth could not be read');
    else if (!booth.whole) f.skip(OF_BALLOTS, booth.folder || '-', 'this booth was not read whole');
  }
  checkPeers(run);
  checkSpares(run, run.booths);
  run.complete = missing === 0 && run.booths.every((b) => b.placed && b.whole);
  f.done(['C17', ...OF_LOGS], `${run.booths.length}`);
}

function chosenBooths({ tier, sums, definition, devices }) {
  if (tier !== 'bundle') return definition.booths.filter((b) => devices.status.get(b.name) === 'expected');
  const one = sums && boothOfOrigin(definition, sums.name);
  return one && [one];
}

function newBooth({ definition }, place, folder) {
  return {
    ...place, folder, origin: originOf(definition, place.station, place.booth), placed: false, whole: false, leaves: undefined,
    epochs: [], ballots: [], spoiled: [], void: [], faults: 0, lines: undefined, entries: [],
  };
}

/** C25 and C26 (SPEC 9.7), given the leaves of the log and the keys of which one must have signed. */
function checkHead({ f, files, devices, definition, tier }, booth, signers) {
  const path = `${booth.folder}checkpoint`;
  const opened = files.has(path) ? openByOne(files.get(path), booth.origin, signers) : undefined;
  if (!opened) {
    f.fail('C25', path, 'is no head that the last machine of this booth signed');
    f.skip('C26', path, 'the closing head does not open');
    return;
  }
  const { note, head } = opened;
  booth.closing = { fits: false, text: fromUtf8(files.get(path)).trimEnd().split(/\n+/).join(' ') };
  if (head.size !== BigInt(booth.leaves.length)) f.fail('C25', path, 'has another size than the log', head.size);
  else if (head.root !== treeRoot(booth.leaves)) f.fail('C25', path, 'has another root than the log');
  else booth.closing.fits = true;
  const witnesses = devices.witnesses.map((w) => knownKey(w.name, COSIGNER, w.key));
  const count = attempt(() => verifiedLines(note, witnesses));
  if (count === undefined) f.fail('C26', path, 'a cosignature does not hold');
  else if (tier !== 'bundle' && count < definition.rules.witness_quorum) f.skip('C26', path, 'too few witnesses cosigned', count);
}

/** C20 (SPEC 9.7) and C22 (SPEC 5.11). */
function checkZero({ f, key, roots, definition, devices }, booth, zero, place) {
  const fields = {
    definition: [definition.digest], devices: devices.digests, station: [booth.station], booth: [booth.booth],
    key: key && [key.digest], roots: roots && [roots.digest],
  };
  for (const [name, values] of Object.entries(fields)) {
    if (!values) f.skip('C20', place, 'cannot be compared', name);
    else if (!values.includes(zero[name])) f.fail('C20', place, 'the zero entry names another', name);
  }
  const { max_epochs } = definition.rules;
  booth.epochs.forEach((epoch, n) => { if (epoch.number !== n) f.fail('C22', place, 'number of an epoch', epoch.number); });
  if (booth.epochs.length > max_epochs) f.fail('C22', place, 'too many epochs', booth.epochs.length);
}

/** C27 (SPEC 9.7, 5.10); faults is undefined in a public record. */
function checkClosing({ f }, booth, close, place, faults) {
  const codes = {
    cast: codesOf(booth, 'cast'), challenged: codesOf(booth, 'challenged'), spoiled: booth.spoiled, void: booth.void,
  };
  for (const [name, found] of Object.entries(codes)) {
    if (close[name].count !== found.length || close[name].root !== codesRoot(found)) f.fail('C27', place, 'closing set', name);
  }
  const roots = booth.epochs.map((e) => e.root);
  if (close.epochs.join() !== roots.join()) f.fail('C27', place, 'closing set', 'epochs');
  if (close.faults > close.cast.count || (faults !== undefined && close.faults !== faults)) f.fail('C27', place, 'closing set', 'faults');
}

export const codesOf = (booth, fate) => booth.ballots.filter((b) => b.fate === fate).map((b) => b.code);

/** SPEC 9.8. */
function readPublicBooth(run, booth) {
  const { f, files, key } = run;
  booth.leaves = files.has(`${booth.folder}leaves.txt`) ? attempt(() => readLeaves(files.get(`${booth.folder}leaves.txt`))) : undefined;
  if (!booth.leaves) {
    f.fail('C25', `${booth.folder}leaves.txt`, 'is missing or does not read');
    f.skip('C26', `${booth.folder}checkpoint`, 'the leaves are not known');
  }
  const bodies = readAnchors(run, booth), path = `${booth.folder}anchors.jsonl`;
  const keys = bodies && keysOf(run, booth, bodies.map((b) => b.entry), path);
  if (booth.leaves) checkHead(run, booth, keys ? [keys.last] : speakersOf(run.devices, booth.name));
  if (!booth.leaves || !bodies) return;
  const n = booth.leaves.length;
  for (const { seq, prev, leaf } of bodies) {
    const before = seq === 0 ? '00'.repeat(32) : booth.leaves[seq - 1];
    if (booth.leaves[seq] !== leaf || before !== prev) f.fail('C20', path, 'an anchor is not at its place among the leaves', seq);
  }
  if (bodies[0].seq !== 0) f.fail('C20', path, 'the zero entry is not the first');
  if (bodies.at(-1).seq + 1 !== n) f.fail('C24', path, 'the closing entry is not the last');
  booth.epochs = epochsOf(bodies.map((b) => b.entry));
  checkZero(run, booth, bodies[0].entry, path);
  if (!key || n === 0) return;
  booth.placed = true;
  booth.keys = keys;
  booth.digest = boothDigest(key.digest, booth.station, booth.booth, booth.leaves[0]);
  booth.zero = bodies[0].entry;
  booth.close = bodies.at(-1).entry;
  readPublicBallots(run, booth, booth.close);
}

const readLeaves = (bytes) => {
  const lines = cutLines(bytes).map((line) => String.fromCharCode(...line.subarray(0, 65)));
  return lines.every((line) => /^[0-9a-f]{64}$/.test(line)) ? lines : undefined;
};

/** SPEC 9.8, step 2: bodies with their entries, or undefined. */
function readAnchors({ f, files }, booth) {
  const path = `${booth.folder}anchors.jsonl`;
  if (!files.has(path)) { f.fail('C20', path, 'is missing'); return undefined; }
  const lines = attempt(() => cutLines(files.get(path)));
  if (!lines) { f.fail('C24', path, 'no line feed at the end'); return undefined; }
  const bodies = lines.map((line) => attempt(() => {
    const body = readBody(line, MAX_BODY);
    return { ...body, entry: readEntry(body) };
  }));
  const bad = bodies.findIndex((body) => body === undefined);
  if (bad >= 0) { f.fail('C20', `${path}:${bad + 1}`, 'does not read'); return undefined; }
  if (!/^zero( boot| takeover)* open( boot| takeover)* close$/.test(bodies.map((b) => b.entry.kind).join(' '))) {
    f.fail('C24', path, 'not zero, open and close with boots and takeovers between');
    return undefined;
  }
  return bodies;
}

/** SPEC 9.8, steps 6 and 7. */
function readPublicBallots(run, booth, close) {
  const { f, files } = run;
  booth.whole = true;
  const lost = (check, place, phrase) => { f.fail(check, place, phrase); booth.whole = false; };
  for (const [file, fate, read] of [['cast.jsonl', 'cast', readCast], ['challenged.jsonl', 'challenged', readChallenged]]) {
    const path = booth.folder + file;
    const lines = files.has(path) ? attempt(() => cutLines(files.get(path))) : undefined;
    if (!lines) lost('C30', path, 'is missing or does not read');
    let last = null;
    (lines ?? []).forEach((line, i) => {
      const one = attempt(() => read(line)), place = `${path}:${i + 1}`;
      if (!one) { lost('C30', place, 'does not read'); return; }
      const context = contextOf(booth.digest, one.ballot), code = codeOf(context, one.ballot);
      if (last !== null && code <= last) f.fail('C32', place, 'codes are not ascending');
      last = code;
      booth.ballots.push({ ...one, context, code, fate, place });
    });
  }
  for (const [file, name] of [['spoiled.txt', 'spoiled'], ['void.txt', 'void']]) {
    const path = booth.folder + file;
    const codes = files.has(path) ? attempt(() => readHashes(files.get(path))) : undefined;
    if (codes) booth[name] = codes; else lost('C27', path, 'is missing or does not read');
  }
  booth.faults = close.faults;
  const place = `${booth.folder}anchors.jsonl`;
  if (booth.whole) checkClosing(run, booth, close, place); else f.skip('C27', place, 'this booth was not read whole');
}

/** SPEC 9.9, 5.12. */
function readLoggedBooth(run, booth) {
  const { f, files, key } = run;
  const path = `${booth.folder}entries.jsonl`;
  const raw = files.has(path) ? attempt(() => logLines(files.get(path))) : undefined;
  if (!raw) { f.fail('C18', path, 'is missing or does not read'); return; }
  const lines = raw.map((line) => attempt(() => readLine(line)));
  const broken = lines.flatMap((line, i) => (line ? [] : [i]));
  for (const i of broken) f.fail('C18', `${path}:${i + 1}`, 'does not read');
  if (broken.length > 0) return;
  booth.lines = lines;
  booth.leaves = lines.map((line) => line.leaf);
  const gap = chainBreak(lines);
  if (gap >= 0) f.fail('C18', `${path}:${gap + 1}`, 'the chain breaks');
  booth.entries = lines.map((line) => attempt(() => readEntry(line)));
  booth.keys = keysOf(run, booth, booth.entries, path);
  checkLineSignatures(run, booth, path);
  booth.entries.forEach((entry, i) => {
    if (!entry) f.fail(lines[i].kind === 'seal' ? 'C30' : 'C21', `${path}:${i + 1}`, 'does not read');
  });
  checkHead(run, booth, [booth.keys.last]);
  const { entries } = booth;
  if (entries[0]?.kind !== 'zero') { f.fail('C20', `${path}:1`, 'the zero entry is not the first'); return; }
  booth.epochs = epochsOf(entries);
  checkZero(run, booth, entries[0], `${path}:1`);
  const close = entries.at(-1)?.kind === 'close' ? entries.at(-1) : undefined;
  entries.forEach((entry, i) => {
    if (entry?.kind === 'close' && i < entries.length - 1) f.fail('C24', `${path}:${i + 1}`, 'the closing entry is not the last');
  });
  if (!close) f.fail('C24', `${path}:${entries.length}`, 'no closing entry at the end');
  if (!key) return;
  Object.assign(booth, { placed: true, zero: entries[0], close });
  booth.digest = boothDigest(key.digest, booth.station, booth.booth, booth.leaves[0]);
  booth.whole = close !== undefined && entries.every((entry) => entry);
  runMachine(run, booth, path);
  if (booth.whole) checkClosing(run, booth, close, path, booth.faults); else f.skip('C27', path, 'this booth was not read whole');
}

/** C19 (SPEC 5.4). */
function checkLineSignatures({ f }, booth, path) {
  const signatures = new Signatures();
  booth.lines.forEach((line, i) => {
    signatures.add(booth.keys.at(i), frame('line', booth.origin, unhex(line.leaf)), line.signature,
      () => f.fail('C19', `${path}:${i + 1}`, 'the signature does not hold'));
  });
  signatures.settle();
}

function runMachine({ f, definition }, booth, path) {
  const machine = new Machine(booth.digest, definition.rules, (check, line, why) =>
    f.fail(check, line === null ? path : `${path}:${line + 1}`, 'breaks a rule', why));
  booth.entries.forEach((entry, i) => { if (entry) machine.take(entry, i); });
  machine.end();
  booth.ballots = machine.ballots.map((b) => ({ ...b, place: `${path}:${b.line + 1}` }));
  booth.spoiled = codesOf(booth, 'spoiled');
  booth.void = codesOf(booth, 'void');
  booth.faults = machine.faults.size;
}

/** C23 (SPEC 5.13, 9.9). */
function checkPeers(run) {
  for (const booth of run.booths) {
    booth.entries.forEach((entry, i) => {
      if (entry?.kind !== 'peer') return;
      const why = peerProblem(run, booth, utf8(entry.note));
      if (why) run.f.fail('C23', `${booth.folder}entries.jsonl:${i + 1}`, 'the head of another booth', why);
    });
  }
}

function peerProblem({ definition, devices, booths }, booth, note) {
  const head = attempt(() => parseHead(parseNote(note).text));
  const place = head && boothOfOrigin(definition, head.origin);
  if (!place) return 'is no head of a booth';
  const other = booths.find((b) => b.origin === head.origin && b.lines);
  if (!openByOne(note, head.origin, other ? other.keys.all : speakersOf(devices, place.name))) return 'is not signed by it';
  if (head.origin === booth.origin) return 'is its own';
  if (!other) return undefined;
  if (head.size < 1n || head.size > BigInt(other.leaves.length)) return 'has a size that the log has not';
  return treeRoot(other.leaves.slice(0, Number(head.size))) === head.root ? undefined : 'is a fork';
}
