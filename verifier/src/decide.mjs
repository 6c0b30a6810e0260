// Votes, tie rules and who is elected (SPEC 8.13, 8.14).
import { countsOf, total } from './paper.mjs';
import { mayBeOpened, scopeId, stationScope, within } from './scopes.mjs';
import { order } from './types.mjs';

const MOST = 4294967295;
export const add = (a, b) => a.map((n, i) => Math.min(MOST, n + b[i]));
const lessThan = (a, b) => a.map((n, i) => Math.max(0, n - b[i]));
const inAll = (lists, options) => lists.reduce(add, Array(options).fill(0));

/** SPEC 8.13: the votes of a station if they are known alone, or undefined. */
function knownAlone({ counted }, opened, station) {
  const own = opened.find((set) => set.scope.kind === 'stations' && scopeId(set.scope) === `stations-${station}`);
  if (own) return own.votes;
  return counted.every((one) => one.booth.station === station) ? opened.find((set) => set.scope.kind === 'village')?.votes : undefined;
}
const openedAs = (opened, scope) => opened.find((set) => scopeId(set.scope) === scopeId(scope))?.votes;

/** SPEC 8.13: {electronic, paper, votes}. */
export function votesOf(run, opened) {
  const { definition: { options, rules }, devices, boxes } = run;
  const none = Array(options).fill(0);
  if (devices.cancelled) return { electronic: none, paper: none, votes: none };
  const electronic = inAll(opened.filter((set) => set.plan === 1).map((set) => set.votes), options);
  const paper = inAll([...boxes.values()].filter((box) => box.content === 'only_record').map((box) => box.votes), options);
  let votes = add(electronic, paper);
  if (rules.prevails.value === 'paper') {
    for (const [slips, known] of replaced(run, opened)) votes = add(lessThan(votes, known), slips);
  }
  return { electronic, paper, votes };
}

/** The agreed `slips` boxes whose votes stand in place of electronic ones, with these. */
function replaced({ boxes, counted }, opened) {
  const slips = [...boxes.values()].filter((box) => box.content === 'slips');
  const out = [], stations = new Set();
  for (const box of slips.filter((b) => b.booth === undefined)) {
    const known = knownAlone({ counted }, opened, box.station);
    if (known) { out.push([box.votes, known]); stations.add(box.station); }
  }
  for (const box of slips.filter((b) => b.booth !== undefined && !stations.has(b.station))) {
    const known = openedAs(opened, { kind: 'booth', station: box.station, booth: box.booth });
    if (known) out.push([box.votes, known]);
  }
  return out;
}

/** The one place with most, or undefined if there is none or several share the most. */
function most(places) {
  const top = Math.max(...places.map((p) => p.n));
  const best = places.filter((p) => p.n === top);
  return best.length === 1 ? best[0] : undefined;
}

/** SPEC 8.14: the place of a rule as {at, scope}, or undefined. */
function placeOf(run, rule) {
  const { roots, definition, devices, counted } = run;
  const station = (id) => ({ at: id, scope: stationScope(id), boxes: (box) => box.station === id });
  switch (rule) {
    case 'station_registered': {
      const best = most(roots.stations.map((s) => ({ n: s.registered, id: s.station })));
      return best && station(best.id);
    }
    case 'station_attendance': {
      const counts = definition.stations.map(({ id }) => ({ id, counts: countsOf(run, id) }));
      if (counts.some((s) => !s.counts)) return undefined;
      const best = most(counts.map((s) => ({ id: s.id, n: total(s.counts.map((c) => c.present + c.additional)) })));
      return best && station(best.id);
    }
    case 'stratum_registered': {
      const best = most(roots.strata.map((s) => ({ n: s.registered, id: s.stratum })));
      return best && { at: best.id, scope: { kind: 'stratum', stratum: best.id }, boxes: () => false };
    }
    default: {
      const expected = definition.booths.filter((b) => devices.status.get(b.name) === 'expected');
      const best = most(expected.map((b) => ({ n: counted.filter((one) => one.booth.name === b.name).length, b })));
      return best && {
        at: best.b.name, scope: { kind: 'booth', station: best.b.station, booth: best.b.booth },
        boxes: (box) => box.station === best.b.station && box.booth === best.b.booth,
      };
    }
  }
}

/** SPEC 8.14, points 1 to 4: {left, at}, {asks} or {} where the rule is not applicable. */
function byPlace(run, opened, rule, tied) {
  const { counted, boxes, definition: { options, rules } } = run;
  const place = placeOf(run, rule);
  if (!place) return {};
  const records = [...boxes.values()].filter((box) => box.content === 'only_record');
  if (place.scope.kind === 'stratum' && records.length > 0) return {};
  const known = within(counted, place.scope).length === 0 ? Array(options).fill(0)
    : place.scope.kind === 'stations' ? knownAlone(run, opened, place.at) : openedAs(opened, place.scope);
  if (!known) return mayBeOpened(counted, [...opened.map((set) => set.scope), place.scope], rules.k_min) ? { asks: [place.scope] } : {};
  const votes = inAll([known, ...records.filter(place.boxes).map((box) => box.votes)], options);
  return { at: place.at, left: bestOf(tied, (n) => votes[n - 1]) };
}

const bestOf = (tied, value) => {
  const top = Math.max(...tied.map(value));
  return tied.filter((n) => value(n) === top);
};

function applyRule(run, opened, rule, tied) {
  const candidate = (n) => run.definition.candidates[n - 1];
  const registered = (id) => run.roots.strata.find((s) => s.stratum === id)?.registered ?? 0;
  switch (rule) {
    case 'domicile': return { left: bestOf(tied, (n) => registered(candidate(n).domicile)) };
    case 'education': return { left: bestOf(tied, (n) => candidate(n).education) };
    case 'committee': return { left: tied };
    default: return byPlace(run, opened, rule, tied);
  }
}

/** SPEC 8.14: {electronic, paper, votes, outcome, steps}, or {asks: scopes} if a tie rule needs a set that is not opened. */
export function decide(run, opened) {
  const { definition, devices } = run;
  const votes = votesOf(run, opened), steps = [];
  const end = (outcome) => ({ ...votes, outcome, steps });
  if (devices.cancelled) return end({ kind: 'cancelled' });
  let tied = definition.candidates.map((_, i) => i + 1).filter((n) => !devices.withdrawn.has(n));
  if (tied.length === 0) return end({ kind: 'no_candidate' });
  tied = bestOf(tied, (n) => votes.votes[n - 1]);
  for (const rule of definition.rules.tie_rules) {
    if (tied.length === 1) break;
    const { left, at, asks } = applyRule(run, opened, rule, tied);
    if (asks) return { asks };
    tied = left ?? tied;
    steps.push({ applicable: left !== undefined, at, left: [...tied].sort(order), rule });
    if (rule === 'committee') break;
  }
  if (tied.length > 1) return end({ candidates: tied, kind: 'tied' });
  return end({ candidate: tied[0], kind: 'winner', rule: steps.at(-1)?.rule });
}
