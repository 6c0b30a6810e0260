// C40 to C42: desks, exclusions and boxes (SPEC 8.2 to 8.5, 9.11).
import { frame, refuse, utf8 } from './bytes.mjs';
import { key, signatureHolds } from './curve.mjs';
import { MAX_DOCUMENT } from './documents.mjs';
import { parseJson, writeJson } from './json.mjs';
import { checkNote, readOr } from './manifest.mjs';
import * as T from './types.mjs';

const { object, optional, list, u32, u64, hash, station, booth, oneOf, order } = T;
const MAX_BOX = 1000000; // SPEC 9.21

const countsType = object({
  additional: u32, audit_cards: u32, cards_left: u32, cards_opened: u32, cards_returned: u32, definition: hash, desk: booth,
  format: oneOf('suara/desk-counts/v1'), head: hash, present: u32, replacements: u32, size: u64, station, undone: u32,
});

/** A file {name: value, sig} whose signature is on the canonical JSON of the value (SPEC 8.2, 8.4, 8.11). */
export function readSigned(bytes, name, type, tag, signerOf) {
  const raw = parseJson(bytes, MAX_DOCUMENT);
  const { [name]: value, sig } = object({ [name]: type, sig: T.signature })(raw);
  const signer = signerOf(value) ?? refuse('nobody known signs this');
  if (!signatureHolds(signer, frame(tag, utf8(writeJson(raw.get(name)))), sig)) refuse('the signature does not hold');
  return value;
}

export function checkPaper(run) {
  const { f, definition, devices } = run;
  if (!definition || !devices) { f.skip(['C40', 'C41', 'C42'], '-', 'definition or device list is not known'); return; }
  run.desks = new Map();
  for (const { station: at, desk, key: signer } of devices.desks) checkDesk(run, at, desk, signer);
  f.done('C40', `${run.desks.size}`);
  run.boxes = checkBoxes(run);
  f.done('C42', `${run.boxes.size}`);
  checkExclusions(run);
}

function checkDesk(run, at, desk, signer) {
  const path = `desks/${at}-${desk}.json`;
  if (!run.files.has(path)) return;
  const counts = readOr(run, 'C40', path, (bytes) => {
    const value = readSigned(bytes, 'counts', countsType, 'desk-counts', (c) => (c.station === at && c.desk === desk ? signer : undefined));
    return value.definition === run.definition.digest ? value : refuse('another definition');
  });
  if (counts) run.desks.set(`${at}-${desk}`, counts);
}

/** The counts of all desks of a station, or undefined if one is missing or it has none. */
export function countsOf({ devices, desks }, at) {
  const own = devices.desks.filter((d) => d.station === at).map((d) => desks.get(`${at}-${d.desk}`));
  return own.length > 0 && own.every((c) => c) ? own : undefined;
}

const exclusionsType = object({
  definition: hash, format: T.string, list: list(object({ booth, card: hash, reason: oneOf('audit_card', 'clash'), station })),
  signed_by: T.text,
});

/** C41. */
function checkExclusions(run) {
  const { f, definition } = run;
  const path = 'exclusions.json';
  const exclusions = readOr(run, 'C41', path, (bytes) => exclusionsType(parseJson(bytes, MAX_DOCUMENT)));
  if (!exclusions) return;
  checkNote(run, 'C41', 'exclusions');
  const right = exclusions.format === 'suara/exclusions/v1' && exclusions.definition === definition.digest;
  if (!right) f.fail('C41', path, 'of another definition');
  const name = (e) => `${e.station}-${e.booth} ${e.card}`;
  const names = exclusions.list.map(name);
  if (names.some((n, i) => i > 0 && order(names[i - 1], n) >= 0)) f.fail('C41', path, 'not strictly ascending');
  run.exclusions = { list: exclusions.list, names: new Set(names) };
  for (const entry of exclusions.list) checkExclusion(run, entry, name(entry));
  for (const at of new Set(exclusions.list.map((e) => e.station))) {
    const audit = exclusions.list.filter((e) => e.station === at && e.reason === 'audit_card').length;
    if (audit === 0) continue;
    const counts = countsOf(run, at);
    if (!counts) f.skip('C41', path, 'counts of the desks are missing', at);
    else if (audit > total(counts.map((c) => c.audit_cards))) f.fail('C41', path, 'more audit cards than the desks signed for', at);
  }
  f.done('C41', `${names.length}`);
}

function checkExclusion({ f, booths, complete }, entry, name) {
  const casts = booths.filter((b) => b.ballots.some((one) => one.fate === 'cast' && one.ballot.card === entry.card));
  if (!casts.some((b) => b.station === entry.station && b.booth === entry.booth)) {
    if (complete) f.fail('C41', 'exclusions.json', 'the excluded card is not cast there', name);
    else f.skip('C41', 'exclusions.json', 'not every booth was read', name);
  } else if (entry.reason === 'clash' && casts.length < 2) f.fail('C41', 'exclusions.json', 'the card does not clash', name);
}

/** C42: agreed boxes by place, `<station>-<booth or 0>` (SPEC 8.5, 9.11). */
function checkBoxes(run) {
  const { f, definition, devices, files } = run;
  const places = new Map();
  for (const path of files.keys()) {
    if (!path.startsWith('paper/')) continue;
    const count = readOr(run, 'C42', path, (bytes) => readCount(run, bytes, path));
    if (!count) continue;
    const place = `${count.station}-${count.booth ?? '0'}`;
    places.set(place, [...(places.get(place) ?? []), count]);
  }
  const boxes = new Map();
  for (const [place, counts] of places) {
    const why = counts.length < 2 ? undefined : disagreement(run, counts);
    if (counts.length < 2) f.skip('C42', `paper/${place}-${counts[0].entry}.json`, 'only one of two entries');
    else if (why) f.fail('C42', `paper/${place}-1.json`, 'no agreed box', why);
    else boxes.set(place, counts[0]);
  }
  for (const [place, box] of boxes) {
    const twice = box.booth !== undefined && boxes.get(`${box.station}-0`)?.content === box.content;
    if (twice) f.fail('C42', `paper/${place}-1.json`, 'counted twice');
  }
  const hasRecord = (place) => boxes.get(place)?.content === 'only_record';
  if (devices.cancelled) return boxes;
  for (const at of devices.onPaper) if (!hasRecord(`${at}-0`)) f.skip('C42', at, 'its box is not counted');
  for (const b of definition.booths.filter((x) => devices.status.get(x.name) === 'lost')) {
    if (!hasRecord(b.name) && !hasRecord(`${b.station}-0`)) f.skip('C42', b.name, 'its box is not counted');
  }
  return boxes;
}

const countType = object({
  booth: optional(booth), content: oneOf('slips', 'only_record'), counter: key, definition: hash, entry: T.integer(2, 1),
  format: oneOf('suara/paper-count/v1'), invalid: u32, station, votes: list(u32),
});

/** SPEC 8.4. */
function readCount({ definition, devices }, bytes, path) {
  const count = readSigned(bytes, 'count', countType, 'paper-count', (c) => devices.counters.find((d) => d.key.hex === c.counter.hex)?.key);
  if (count.definition !== definition.digest) refuse('another definition');
  const at = definition.stations.find((s) => s.id === count.station);
  if (!at || (count.booth !== undefined && !at.booths.some((b) => b.id === count.booth))) refuse('an unknown place');
  if (count.votes.length !== definition.options) refuse('another number of options');
  if (path !== `paper/${count.station}-${count.booth ?? '0'}-${count.entry}.json`) refuse('another place than its path says');
  return count;
}

export const total = (votes) => votes.reduce((a, b) => a + b, 0);

/** Why two entries make no agreed box, or undefined (SPEC 8.5). */
function disagreement({ definition, devices }, [a, b]) {
  if (a.counter.hex === b.counter.hex) return 'one counter';
  if (a.votes.join() !== b.votes.join() || a.invalid !== b.invalid || a.content !== b.content) return 'the entries differ';
  if (total(a.votes) + a.invalid > MAX_BOX) return 'too many papers';
  const statuses = definition.booths.filter((x) => x.station === a.station && (a.booth === undefined || x.booth === a.booth))
    .map((x) => devices.status.get(x.name));
  const has = (status) => statuses.includes(status);
  const alone = a.booth === undefined && devices.onPaper.has(a.station);
  const fits = a.content === 'slips' ? has('expected') : alone || (has('lost') && !has('expected'));
  return fits ? undefined : 'the content does not fit the place';
}
