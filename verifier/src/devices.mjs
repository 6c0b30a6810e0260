// Devices and their amendments (SPEC 3.5, 3.6).
import { refuse } from './bytes.mjs';
import { key } from './curve.mjs';
import { readDocument } from './documents.mjs';
import * as T from './types.mjs';

export const MAX_AMENDMENTS = 1000; // SPEC 3.10
const { object, list, text, u32, hash, station, booth, oneOf } = T;

const person = object({ key, name: text });
const devicesType = object({
  booths: list(object({ booth, key, kind: oneOf('fixed', 'mobile'), station })), counters: list(person), definition: hash,
  desks: list(object({ desk: booth, key, station })), format: oneOf('suara/devices/v1'), hours: text,
  scrypt_work_factor: T.u8, spares: list(person),
  witnesses: list(object({ key, name: T.matching(/^[!-*,-~]{1,60}$/, 'name of a witness') })),
});
const unique = (items) => new Set(items).size === items.length;

/** SPEC 3.5; ready to be amended: `keys` and `status` by booth, `onPaper`, `withdrawn`, `cancelled`, `digests` of list and amendments. */
export function readDevices(bytes, definition) {
  const devices = readDocument(devicesType)(bytes);
  if (devices.definition !== definition.digest) refuse('devices of another definition');
  const names = devices.booths.map((b) => `${b.station}-${b.booth}`);
  const known = new Set(definition.booths.map((b) => b.name));
  if (!unique(names) || names.length !== known.size || names.some((n) => !known.has(n))) refuse('booths of the device list');
  if (!unique(devices.desks.map((d) => `${d.station}-${d.desk}`))) refuse('a desk stands twice');
  if (devices.desks.some((d) => !definition.stations.some((s) => s.id === d.station))) refuse('a desk of an unknown station');
  if (!unique(devices.witnesses.map((w) => w.name))) refuse('a witness stands twice');
  const least = definition.mode === 'REAL' ? 15 : 2;
  if (devices.scrypt_work_factor < least || devices.scrypt_work_factor > 22) refuse('scrypt_work_factor');
  const { booths, desks, spares, witnesses, counters } = devices;
  if (!unique([booths, desks, spares, witnesses, counters].flat().map((d) => d.key.hex))) refuse('a key stands twice');
  return {
    ...devices, keys: new Map(booths.map((b, i) => [names[i], b.key])), status: new Map(names.map((n) => [n, 'expected'])),
    onPaper: new Set(definition.stations.filter((s) => s.kind === 'paper').map((s) => s.id)),
    withdrawn: new Set(), cancelled: false, digests: [devices.digest],
  };
}

const place = { booth, station };
const amendmentType = object({
  change: T.byKind({
    booth_key: { ...place, key }, booth_unused: { ...place, reason: text }, booth_lost: { ...place, reason: text },
    station_on_paper: { reason: text, station }, candidate_withdrawn: { number: u32, reason: text }, contest_cancelled: { reason: text },
  }),
  definition: hash, format: oneOf('suara/amendment/v1'), number: u32, previous: hash,
});

/** SPEC 3.6: applies amendment N to the list as amended so far, or refuses. */
export function amend(devices, bytes, definition) {
  const amendment = readDocument(amendmentType)(bytes);
  if (amendment.definition !== definition.digest) refuse('an amendment of another definition');
  if (amendment.number !== devices.digests.length) refuse('number of an amendment');
  if (amendment.previous !== devices.digests.at(-1)) refuse('an amendment does not follow the one before');
  applyChange(devices, amendment.change, definition);
  devices.digests.push(amendment.digest);
}

function applyChange(devices, change, definition) {
  const name = `${change.station}-${change.booth}`;
  if (change.kind.startsWith('booth_') && !devices.status.has(name)) refuse('an amendment of an unknown booth');
  switch (change.kind) {
    case 'booth_key': {
      if (!devices.spares.some((s) => s.key.hex === change.key.hex)) refuse('the new key is of no spare');
      if ([...devices.keys.values()].some((k) => k.hex === change.key.hex)) refuse('the new key is in use');
      devices.keys.set(name, change.key);
      break;
    }
    case 'booth_unused': devices.status.set(name, 'unused'); break;
    case 'booth_lost': devices.status.set(name, 'lost'); break;
    case 'station_on_paper': {
      const at = definition.stations.find((s) => s.id === change.station) ?? refuse('an amendment of an unknown station');
      for (const b of at.booths) devices.status.set(`${at.id}-${b.id}`, 'unused');
      devices.onPaper.add(at.id);
      break;
    }
    case 'candidate_withdrawn': {
      if (change.number < 1 || change.number > definition.candidates.length) refuse('an unknown candidate withdrew');
      devices.withdrawn.add(change.number);
      break;
    }
    default: devices.cancelled = true;
  }
}
