// C05 to C16: documents, their signatures, lists and the guardians' key (SPEC 3.9, 9.6).
import { attempt, Refused, sha } from './bytes.mjs';
import { checkConfirmations, readCeremony } from './ceremony.mjs';
import { amend, MAX_AMENDMENTS, readDevices } from './devices.mjs';
import { lists, readDefinition, readHashes, readIndex, readRoots } from './documents.mjs';
import { checksBetween } from './findings.mjs';
import { checkDocumentNote } from './note.mjs';

/** SPEC 9.6 "its note holds": fails the check, or skips it if the index is not known. */
export function checkNote({ f, files, index }, check, name) {
  const note = `${name}.note`;
  if (!index) f.skip(check, note, 'the index is not known');
  else if (!files.has(note)) f.fail(check, note, 'is missing');
  else if (!attempt(() => checkDocumentNote(files.get(note), `${name}.json`, files.get(`${name}.json`), index) ?? true)) {
    f.fail(check, note, 'the signature does not hold');
  }
}

/** Reads one file of the folder; a missing or refused one fails the check and gives undefined. */
export function readOr({ f, files }, check, path, read) {
  if (!files.has(path)) { f.fail(check, path, 'is missing'); return undefined; }
  try { return read(files.get(path)); } catch (error) {
    if (!(error instanceof Refused)) throw error;
    f.fail(check, path, 'does not read', error.message);
    return undefined;
  }
}

export function checkDocuments(run) {
  checkIndex(run);
  run.definition = readOr(run, 'C07', 'definition.json', readDefinition);
  if (!run.definition) { run.f.skip(checksBetween('C08', 'C16'), 'definition.json', 'the definition is not known'); return; }
  checkDefinition(run);
  checkRoots(run);
  checkDevices(run);
  checkKey(run);
}

function checkIndex(run) {
  const { f, files, anchor } = run;
  run.index = readOr(run, 'C05', 'index.json', readIndex);
  const { index } = run;
  if (!index) { f.skip('C06', 'index.json', 'the index is not known'); return; }
  checkNote(run, 'C05', 'index');
  for (const [aid, digest] of [['spec.md', index.spec], ['verify.mjs', index.verifier]]) { // SPEC 7.10
    if (files.has(aid) && sha(files.get(aid)) !== digest) f.fail('C05', aid, 'is not the one that the index names');
  }
  f.done('C05', `${index.election}, ${index.villages.length}`);
  if (anchor === null) f.skip('C06', 'index.json', 'no anchor was given; compare with paper', index.digest);
  else if (anchor !== index.digest && anchor !== index.committee.hex) {
    f.fail('C06', 'index.json', 'is not what the anchor says', index.digest);
  }
  f.done('C06', index.digest);
}

function checkDefinition(run) {
  const { f, index, definition } = run;
  checkNote(run, 'C07', 'definition');
  if (!index) f.skip('C08', 'index.json', 'the index is not known');
  else {
    if (!lists(index, definition)) f.fail('C07', 'definition.json', 'is not listed by the index');
    if (index.mode !== definition.mode) f.fail('C08', 'definition.json', 'is of another mode than the index');
  }
  f.done('C07', definition.village.name);
  f.done('C08', definition.mode);
}

function checkRoots(run) {
  const { f, definition, tier } = run;
  run.roots = readOr(run, 'C09', 'roots.json', (bytes) => readRoots(bytes, definition));
  const { roots } = run;
  if (!roots) { f.skip(['C10', 'C11'], 'roots.json', 'the roots are not known'); return; }
  checkNote(run, 'C09', 'roots');
  f.done('C09', `${roots.voters}, ${roots.cards}`);
  if (tier === 'bundle') return;
  run.tags = checkList(run, 'C10', 'roll-tags.txt', roots.roll_tags, roots.voters);
  run.deck = checkList(run, 'C11', 'deck-leaves.txt', roots.deck_leaves, roots.cards);
}

function checkList(run, check, path, digest, count) {
  const hashes = readOr(run, check, path, readHashes);
  if (!hashes) return undefined;
  if (sha(run.files.get(path)) !== digest) run.f.fail(check, path, 'is not the one that the roots name');
  if (hashes.length !== count) run.f.fail(check, path, 'has another number of lines than the roots say', hashes.length);
  run.f.done(check, `${hashes.length}`);
  return hashes;
}

function checkDevices(run) {
  const { f, files, definition } = run;
  const devices = readOr(run, 'C12', 'devices.json', (bytes) => readDevices(bytes, definition));
  if (!devices) { f.skip('C13', 'devices.json', 'the device list is not known'); return; }
  checkNote(run, 'C12', 'devices');
  f.done('C12', `${devices.booths.length}, ${devices.desks.length}`);
  for (let n = 1; n <= MAX_AMENDMENTS && files.has(`amendment-${n}.json`); n++) {
    const applied = readOr(run, 'C13', `amendment-${n}.json`, (bytes) => { amend(devices, bytes, definition); return true; });
    if (!applied) return; // there is no device list then
    checkNote(run, 'C13', `amendment-${n}`);
  }
  run.devices = devices;
  f.done('C13', `${devices.digests.length - 1}`);
}

/** C14 to C16 (SPEC 4.7, 4.9, 9.6). */
function checkKey(run) {
  const { f, files, definition } = run;
  if (!files.has('ceremony.json')) {
    f.fail('C14', 'ceremony.json', 'is missing');
    f.skip(['C15', 'C16'], 'ceremony.json', 'the key is not known');
    return;
  }
  const { key, check, why } = readCeremony(files.get('ceremony.json'), definition);
  if (!key) {
    f.fail(check, 'ceremony.json', 'breaks a rule', why);
    f.skip([check === 'C14' ? 'C15' : 'C14', 'C16'], 'ceremony.json', 'the key is not known');
    return;
  }
  f.done(['C14', 'C15'], key.digest);
  readOr(run, 'C16', 'confirmations.json', (bytes) => checkConfirmations(bytes, definition, key));
  f.done('C16');
  run.key = key;
}
