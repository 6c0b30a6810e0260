// Scopes, sets, cells and the first plan (SPEC 8.7 to 8.9).
import { sha, utf8 } from './bytes.mjs';
import { encoded, NEUTRAL } from './group.mjs';
import { writeJson } from './json.mjs';
import { codesRoot } from './tree.mjs';
import * as T from './types.mjs';

export const scopeType = T.byKind({
  village: {}, stations: { stations: T.list(T.station) }, booth: { booth: T.booth, station: T.station }, stratum: { stratum: T.stratum },
});

export const VILLAGE = { kind: 'village' };
export const stationScope = (...stations) => ({ kind: 'stations', stations });

/** SPEC 8.7. */
export function scopeId(scope) {
  switch (scope.kind) {
    case 'village': return 'village';
    case 'stations': return `stations-${scope.stations.join('+')}`;
    case 'booth': return `booth-${scope.station}-${scope.booth}`;
    default: return `stratum-${scope.stratum}`;
  }
}
export const scopeDigest = (scope) => sha(utf8(writeJson(scope)));

/** Whether a ballot {booth, ballot} is in the scope. */
export function takes(scope, one) {
  switch (scope.kind) {
    case 'village': return true;
    case 'stations': return scope.stations.includes(one.booth.station);
    case 'booth': return one.booth.station === scope.station && one.booth.booth === scope.booth;
    default: return one.ballot.stratum === scope.stratum;
  }
}
export const within = (counted, scope) => counted.filter((one) => takes(scope, one));
export const codesIn = (counted, scope) => codesRoot(within(counted, scope).map((one) => one.code));

/** SPEC 8.7: for each option the sum of the ciphertexts in the scope, {alpha, beta}. */
export function sumOf(counted, scope, options) {
  const sums = Array.from({ length: options }, () => ({ alpha: NEUTRAL, beta: NEUTRAL }));
  for (const { ballot } of within(counted, scope)) {
    ballot.ciphertexts.slice(0, options).forEach((c, i) => {
      sums[i] = { alpha: sums[i].alpha.add(c.alpha), beta: sums[i].beta.add(c.beta) };
    });
  }
  return sums.map(({ alpha, beta }) => ({ alpha: encoded(alpha), beta: encoded(beta) }));
}

/** SPEC 8.9: the size of the smallest cell, Infinity without ballots. */
export function smallestCell(counted, scopes) {
  const cells = new Map();
  for (const one of counted) {
    const cell = scopes.map((scope) => (takes(scope, one) ? '1' : '0')).join('');
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  return Math.min(Infinity, ...cells.values());
}
export const mayBeOpened = (counted, scopes, kMin) => smallestCell(counted, scopes) >= kMin;

/** SPEC 8.8: the scopes of the first plan; none if there is no counted ballot or the contest is cancelled. */
export function firstScopes(counted, { definition, devices }) {
  if (counted.length === 0 || devices.cancelled) return [];
  const groups = [];
  let open = { stations: [], ballots: 0 };
  for (const { id } of definition.stations) {
    const n = counted.filter((one) => one.booth.station === id).length;
    if (n === 0) continue;
    open.stations.push(id);
    open.ballots += n;
    if (open.ballots >= definition.rules.k_min) { groups.push(open.stations); open = { stations: [], ballots: 0 }; }
  }
  if (groups.length === 0) return [VILLAGE];
  groups.at(-1).push(...open.stations);
  return groups.length === 1 ? [VILLAGE] : groups.map((stations) => stationScope(...stations));
}
