// C52 to C56: the five equations (SPEC 8.17, 9.15).
import { isExcluded } from './ballots.mjs';
import { checksBetween } from './findings.mjs';
import { add } from './decide.mjs';
import { countsOf, total } from './paper.mjs';
import { scopeId } from './scopes.mjs';

export function checkEquations(run) {
  if (!run.counted) { run.f.skip(checksBetween('C52', 'C56'), '-', 'the counted ballots are not known'); return; }
  for (const { id } of run.definition.stations) checkCards(run, id);
  run.f.done(['C52', 'C53']);
  checkCast(run);
  checkSlips(run);
  checkOptions(run);
}

/** Sums over the delivered booths of a place (SPEC 9.15). */
function sumsAt(run, isHere) {
  const booths = run.booths.filter(isHere);
  const count = (test) => booths.reduce((sum, booth) => sum + booth.ballots.filter((one) => test(one, booth)).length, 0);
  return {
    cast: count((one) => one.fate === 'cast'), challenged: count((one) => one.fate === 'challenged'),
    excluded: count((one, booth) => one.fate === 'cast' && isExcluded(run, booth, one.ballot.card)),
    faults: booths.reduce((sum, booth) => sum + booth.faults, 0),
  };
}

const statusesAt = ({ definition, devices }, station) =>
  definition.booths.filter((b) => b.station === station).map((b) => devices.status.get(b.name));

/** C52 and C53 of one station. */
function checkCards(run, id) {
  const { f, devices } = run;
  const statuses = statusesAt(run, id), has = (status) => statuses.includes(status);
  if (has('lost') || !(has('expected') || (!devices.cancelled && !devices.onPaper.has(id) && has('unused')))) return;
  const counts = countsOf(run, id);
  if (!counts) { f.skip(['C52', 'C53'], id, 'counts of the desks are missing'); return; }
  const all = (name) => total(counts.map((c) => c[name]));
  const out = all('cards_opened') - all('cards_left');
  if (out < 0) { f.fail('C52', id, 'more cards left than opened', out); return; }
  if (out !== all('present') + all('additional') + all('audit_cards') + all('replacements')) f.fail('C52', id, 'cards out', out);
  const { cast, challenged } = sumsAt(run, (b) => b.station === id);
  const used = cast + challenged + all('cards_returned');
  if (used > out) f.fail('C53', id, 'more cards used than given out', `${used} > ${out}`);
  if (used < out && has('unused')) f.fail('C53', id, 'cards are missing', out - used);
}

const scopeHas = (scope) => (booth) => {
  switch (scope.kind) {
    case 'village': return true;
    case 'stations': return scope.stations.includes(booth.station);
    case 'booth': return booth.station === scope.station && booth.booth === scope.booth;
    default: return false; // SPEC 9.15: a stratum has no booths
  }
};

/** C54. */
function checkCast(run) {
  const { f, devices, opened } = run;
  if (devices.cancelled) { f.notDue('C54'); return; }
  if (!opened) { f.skip('C54', '-', 'the sums are not opened'); return; }
  for (const { votes, scope } of opened.filter((set) => set.plan === 1)) {
    const { cast, excluded } = sumsAt(run, scopeHas(scope));
    if (cast !== total(votes) + excluded) f.fail('C54', scopeId(scope), 'cast ballots and votes differ', `${cast}, ${total(votes)}`);
  }
  f.done('C54');
}

const slipsBox = ({ boxes }, place) => (boxes.get(place)?.content === 'slips' ? boxes.get(place) : undefined);
const expectedAt = ({ definition, devices }, station) =>
  definition.booths.filter((b) => b.station === station && devices.status.get(b.name) === 'expected');
const sumOrNone = (lists, options) => (lists.some((l) => !l) ? undefined : lists.reduce(add, Array(options).fill(0)));

/** SPEC 8.17. */
function slipsOfStation(run, station) {
  const own = slipsBox(run, `${station}-0`);
  if (own) return own.votes;
  const booths = expectedAt(run, station);
  return booths.length === 0 ? undefined : sumOrNone(booths.map((b) => slipsBox(run, b.name)?.votes), run.definition.options);
}

function slipsOfScope(run, scope) {
  const { definition: { stations, options } } = run;
  const over = (ids) => sumOrNone(ids.map((id) => slipsOfStation(run, id)), options);
  switch (scope.kind) {
    case 'village': return over(stations.map((s) => s.id).filter((id) => expectedAt(run, id).length > 0));
    case 'stations': return over(scope.stations);
    case 'booth': return slipsBox(run, `${scope.station}-${scope.booth}`)?.votes;
    default: return undefined;
  }
}

const counted = (run) => run.definition.rules.box_count.value === 'all';

/** C55. */
function checkSlips(run) {
  const { f, definition } = run;
  let found = false;
  for (const { id, booths } of definition.stations.filter((s) => expectedAt(run, s.id).length > 0)) {
    for (const unit of ['0', ...booths.map((b) => b.id)]) {
      const box = slipsBox(run, `${id}-${unit}`);
      if (!box) continue;
      found = true;
      const { cast, faults } = sumsAt(run, (b) => b.station === id && (unit === '0' || b.booth === unit));
      const slips = total(box.votes), expected = Math.max(0, cast - faults);
      if (slips !== expected) f.fail('C55', `${id}-${unit}`, 'slips and cast ballots differ', `${slips}, ${expected}`);
    }
    if (counted(run) && !slipsOfStation(run, id)) f.skip('C55', id, 'its box is not counted');
  }
  if (!counted(run) && !found) f.notDue('C55');
  f.done('C55');
}

/** C56. */
function checkOptions(run) {
  const { f, devices, boxes, opened } = run;
  const all = counted(run);
  if (devices.cancelled || (!all && ![...boxes.values()].some((box) => box.content === 'slips'))) { f.notDue('C56'); return; }
  if (!opened) { f.skip('C56', '-', 'the sums are not opened'); return; }
  let compared = false;
  for (const { plan, scope, votes } of opened) {
    const slips = slipsOfScope(run, scope);
    if (!slips) {
      if (all && plan === 1) f.skip('C56', scopeId(scope), 'its box is not counted');
      continue;
    }
    compared = true;
    const { excluded, faults } = sumsAt(run, scopeHas(scope));
    const difference = total(votes.map((n, i) => Math.abs(n - slips[i])));
    if (difference > excluded + faults) f.fail('C56', scopeId(scope), 'slips and votes differ', difference);
  }
  if (!all && !compared) f.notDue('C56');
  f.done('C56');
}
