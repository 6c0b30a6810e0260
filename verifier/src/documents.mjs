// Index, definition, roots, devices, amendments and lists of hashes (SPEC 3).
import { fromUtf8, refuse, sha } from './bytes.mjs';
import { key } from './curve.mjs';
import { parseJson } from './json.mjs';
import * as T from './types.mjs';

export const MAX_DOCUMENT = 4194304; // SPEC 1.17
const MAX_VILLAGES = 10000, MAX_CANDIDATES = 15, MAX_STATIONS = 200, MAX_LIST = 65000000; // SPEC 3.10
const { object, optional, list, text, u32, hash, station, booth, stratum, oneOf, ascending, order } = T;

export const mode = oneOf('REAL', 'REHEARSAL');
const named = object({ name: text });

/** Reads a document of this shape; the digest of its bytes is kept with it. */
export const readDocument = (type) => (bytes) => ({ ...type(parseJson(bytes, MAX_DOCUMENT)), digest: sha(bytes) });

const indexType = object({
  committee: key, election: T.election, format: oneOf('suara/index/v1'), mode, regency: named, spec: hash, verifier: hash,
  villages: list(object({ code: T.village, definition: hash }), 1, MAX_VILLAGES),
});

/** SPEC 3.1. */
export function readIndex(bytes) {
  const index = readDocument(indexType)(bytes);
  ascending(index.villages, (a, b) => order(a.code, b.code), 'villages');
  return index;
}

/** SPEC 3.1: whether the index lists the definition. */
export const lists = (index, definition) =>
  index.election === definition.election && index.mode === definition.mode && index.committee.hex === definition.committee.hex &&
  index.villages.some((v) => v.code === definition.village.code && v.definition === definition.digest);

export const RULES = ['station_registered', 'station_attendance', 'stratum_registered', 'booth', 'domicile', 'education', 'committee'];

const definitionType = object({
  candidates: list(object({ domicile: optional(stratum), education: u32, name: text, photo: hash }), 2, MAX_CANDIDATES),
  committee: key, date: T.day, election: T.election, format: oneOf('suara/definition/v1'),
  guardians: object({
    members: list(object({ key, name: text, side: T.byKind({ neutral: {}, candidate: { number: u32 } }) }), 2, 20),
    threshold: u32,
  }),
  issuer: key, labels: object({ booth: text, head: text, station: text, village: text }), mode, regency: named, roll_key: hash,
  rules: object({
    additional_voters: object({ allowed: T.boolean, papers: text }), blank_is_valid: T.boolean,
    box_count: object({ article: text, value: oneOf('all', 'drawn', 'dispute') }), challenge_quota: u32,
    k_min: T.integer(4294967295, 2), max_epochs: T.integer(64, 1), max_voids: u32,
    prevails: object({ article: text, value: oneOf('paper', 'electronic') }), retries: u32, strip: T.boolean,
    tie_rules: list(oneOf(...RULES)), witness_quorum: u32,
  }),
  stations: list(object({
    booths: list(object({ id: booth, strata: list(stratum) }), 0, 9), id: station, kind: oneOf('electronic', 'paper'), name: text,
  }), 1, MAX_STATIONS),
  strata: list(object({ id: stratum, name: text })),
  village: object({ code: T.village, district: text, name: text }), zone: oneOf('+07:00', '+08:00', '+09:00'),
});

/** SPEC 3.2. `options` is the number of candidates and one, `booths` all booths in the definition's order. */
export function readDefinition(bytes) {
  const definition = readDocument(definitionType)(bytes);
  const { candidates, guardians, rules, stations, strata } = definition;
  const byId = (a, b) => order(a.id, b.id);
  ascending(stations, byId, 'stations');
  ascending(strata, byId, 'strata');
  const strataIds = new Set(strata.map((s) => s.id));
  for (const { domicile } of candidates) if (domicile !== undefined && !strataIds.has(domicile)) refuse('a domicile is no stratum');
  checkGuardians(guardians, candidates.length);
  if (new Set(rules.tie_rules).size < rules.tie_rules.length) refuse('a tie rule stands twice');
  for (const place of stations) checkStation(place, strataIds, rules.tie_rules.includes('stratum_registered'));
  const booths = stations.flatMap((place) =>
    place.booths.map((b) => ({ station: place.id, booth: b.id, strata: b.strata, name: `${place.id}-${b.id}` })));
  return { ...definition, options: candidates.length + 1, booths };
}

function checkGuardians({ members, threshold }, candidates) {
  if (new Set(members.map((m) => m.key.hex)).size < members.length) refuse('two guardians have one key');
  const sided = members.filter((m) => m.side.kind === 'candidate');
  if (sided.some((m) => m.side.number < 1 || m.side.number > candidates)) refuse('a guardian of no candidate');
  const n = members.length, s = sided.length;
  if (threshold < 2 || threshold > n || s >= threshold || n - s < threshold) refuse('threshold of guardians');
}

function checkStation(place, strataIds, needed) {
  if (place.kind === 'electronic' ? place.booths.length < 1 : place.booths.length > 0) refuse('booths of a station');
  ascending(place.booths, (a, b) => order(a.id, b.id), 'booths');
  for (const { strata } of place.booths) {
    ascending(strata, order, 'strata of a booth');
    if (strata.some((s) => !strataIds.has(s)) || (strata.length > 0) !== needed) refuse('strata of a booth');
  }
}

const cellType = object({ booth, cards: u32, station, stratum: optional(stratum) });
const rootsType = object({
  deck: list(cellType), deck_leaves: hash, definition: hash, format: oneOf('suara/roots/v1'), roll_tags: hash,
  stations: list(object({ registered: u32, station })), strata: list(object({ registered: u32, stratum })),
});
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** SPEC 3.3. `voters` and `cards` are the sums. */
export function readRoots(bytes, definition) {
  const roots = readDocument(rootsType)(bytes);
  if (roots.definition !== definition.digest) refuse('roots of another definition');
  const cell = (c) => `${c.station} ${c.booth} ${c.stratum ?? ''}`;
  ascending(roots.deck, (a, b) => order(cell(a), cell(b)), 'cells of the deck');
  for (const c of roots.deck) {
    const place = definition.booths.find((b) => b.station === c.station && b.booth === c.booth) ?? refuse('cards of an unknown booth');
    if (c.stratum === undefined ? place.strata.length > 0 : !place.strata.includes(c.stratum)) refuse('stratum of cards');
  }
  const equal = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);
  if (!equal(roots.stations.map((s) => s.station), definition.stations.map((s) => s.id))) refuse('stations of the roots');
  if (!equal(roots.strata.map((s) => s.stratum), definition.strata.map((s) => s.id))) refuse('strata of the roots');
  const voters = sum(roots.stations.map((s) => s.registered));
  if (roots.strata.length > 0 && sum(roots.strata.map((s) => s.registered)) !== voters) refuse('voters of strata and stations differ');
  return { ...roots, voters, cards: sum(roots.deck.map((c) => c.cards)) };
}

/** SPEC 3.4: a strictly ascending list of hashes, as an array of hex. */
export function readHashes(bytes) {
  if (bytes.length > MAX_LIST || bytes.length % 65 !== 0) refuse('not a list of hashes');
  const out = fromUtf8(bytes).split('\n');
  out.pop();
  if (out.length * 65 !== bytes.length || !out.every((line) => /^[0-9a-f]{64}$/.test(line))) refuse('not a list of hashes');
  ascending(out, order, 'hashes');
  return out;
}
