// What was found about each check, and the status that follows (SPEC 9.2, 9.4).
import { TITLES, translate } from './words.mjs';

const number = (id) => Number(id.slice(1));
const within = (n, ...ranges) => ranges.some(([from, to]) => n >= from && n <= to);

/** SPEC 9.4. */
const DUE = {
  bundle: (n) => within(n, [1, 9], [12, 16], [18, 34], [36, 38]),
  sealed: (n) => within(n, [1, 56]),
  public: (n) => within(n, [1, 17], [20, 20], [22, 22], [24, 27], [30, 56]),
};
export const dueChecks = (tier) => Object.keys(TITLES).filter((id) => DUE[tier](number(id)));
export const checksBetween = (from, to) =>
  Object.keys(TITLES).filter((id) => within(number(id), [number(from), number(to)]));

const SEVERITY = ['PASS', 'NOT-CHECKED', 'FAIL'];
export const worse = (a, b) => (SEVERITY.indexOf(a) >= SEVERITY.indexOf(b) ? a : b);
const MAX_FINDINGS = 20, EVIDENCE_CAP = 10000; // SPEC 9.19, 10.2

export class Findings {
  #notes = new Map();

  constructor(tier, lang) {
    this.tier = tier;
    this.lang = lang;
  }

  #of(id) {
    if (!this.#notes.has(id)) this.#notes.set(id, { fails: [], skips: [], notDue: false, done: null });
    return this.#notes.get(id);
  }

  #say(place, phrase, detail) {
    return { place: String(place), evidence: translate(phrase, this.lang) + (detail === undefined ? '' : `: ${detail}`) };
  }

  fail(id, place, phrase, detail) { this.#of(id).fails.push(this.#say(place, phrase, detail)); }
  skip(ids, place, phrase, detail) {
    for (const id of [ids].flat()) this.#of(id).skips.push(this.#say(place, phrase, detail));
  }
  notDue(ids) { for (const id of [ids].flat()) this.#of(id).notDue = true; }
  done(ids, evidence = '') { for (const id of [ids].flat()) this.#of(id).done ??= evidence; }

  /** SPEC 9.2, for one check; null if it is not due. */
  #check(id) {
    const { fails, skips, notDue, done } = this.#of(id);
    const most = this.tier === 'evidence' ? EVIDENCE_CAP : MAX_FINDINGS;
    const found = (status, all) => ({ id, tier: this.tier, status, ...all[0], count: all.length, more: all.slice(1, most) });
    if (fails.length > 0) return found('FAIL', fails);
    if (skips.length > 0) return found('NOT-CHECKED', skips);
    if (notDue) return null;
    if (done !== null) return { id, tier: this.tier, status: 'PASS', place: '', evidence: String(done), count: 0, more: [] };
    return found('NOT-CHECKED', [this.#say('-', 'something that it needs is missing')]);
  }

  /** @param {string[]} ids by default all that are due in the tier */
  report(ids = dueChecks(this.tier)) { return ids.map((id) => this.#check(id)).filter((check) => check !== null); }
}
