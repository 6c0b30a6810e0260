// The state machine of a booth's log (SPEC 5.9).
import { codeOf, contextOf } from './ladder.mjs';

const BETWEEN_MARKS = 20; // SPEC 5.1
const UNTIL_CLOSED = ['ready', 'open', 'paused'];
/** In which states an entry may stand. */
const STANDS = {
  zero: ['before'], open: ['ready'], seal: ['open'], mark: ['open'], pause: ['open'], resume: ['paused'], close: ['open', 'paused'],
};
const FATES = { cast: 'cast', challenge: 'challenged', spoil: 'spoiled', void: 'void' };

/** Goes through the entries of one log; `fail(check, line, why)` is told of each broken rule. */
export class Machine {
  state = 'before';
  ballots = [];
  pending = null;
  outage = false;
  cards = new Map();
  codes = new Set();
  slots = new Set();
  stored = new Set();
  cast = 0;
  faults = new Set();
  marked = null;
  justOpened = false;
  voids = 0;
  failed = false;

  constructor(digest, rules, fail) {
    this.digest = digest;
    this.rules = rules;
    this.fail = fail;
  }

  take(entry, line) {
    const wrong = (why, check = 'C21') => this.fail(check, line, why);
    const { kind } = entry;
    const free = (kind !== 'seal' && kind !== 'close') || this.pending === null;
    const first = kind !== 'seal' || this.marked !== null;
    if (!(STANDS[kind] ?? UNTIL_CLOSED).includes(this.state) || !free || !first) wrong(`${kind} in state ${this.state}`);
    const opened = this.justOpened;
    this.justOpened = kind === 'open' || (opened && (kind === 'boot' || kind === 'takeover'));
    this.effect(entry, line, opened, wrong);
  }

  effect(entry, line, opened, wrong) {
    switch (entry.kind) {
      case 'zero': this.state = 'ready'; break;
      case 'open': case 'resume': this.state = 'open'; break;
      case 'pause': this.state = 'paused'; break;
      case 'close': this.state = 'closed'; break;
      case 'boot': case 'takeover': this.outage = this.pending !== null; break;
      case 'incident': this.failed ||= entry.incident === 'booth_failed'; break;
      case 'seal': this.seal(entry, line, wrong); break;
      case 'cast': case 'spoil': case 'challenge':
        if (this.settle(entry, wrong)) {
          if (this.outage) wrong('an answer after an outage');
          this.outage = false;
        }
        break;
      case 'void':
        if (entry.shown) this.voids++;
        if (this.settle(entry, wrong)) {
          if (this.outage && !(entry.reason === 'outage' && entry.shown)) wrong('the ballot of an outage is not void by outage');
          this.outage = false;
        }
        break;
      case 'fault':
        if (!this.stored.has(entry.code)) { wrong('a fault of no cast ballot'); break; }
        if (this.faults.has(entry.code)) wrong('a second fault of one ballot');
        this.faults.add(entry.code);
        break;
      case 'mark': this.mark(entry, opened, wrong); break;
      default: // peer
    }
  }

  cardOf(card) {
    if (!this.cards.has(card)) this.cards.set(card, { spent: false, tries: 0 });
    return this.cards.get(card);
  }

  seal(ballot, line, wrong) {
    const context = contextOf(this.digest, ballot), code = codeOf(context, ballot);
    const card = this.cardOf(ballot.card);
    if (card.spent) wrong('the card is spent', 'C36');
    if (card.tries > this.rules.retries) wrong('too many tries of one card', 'C29');
    if (this.voids > this.rules.max_voids) wrong('too many voids', 'C28');
    if (this.failed) wrong('a ballot after the booth failed');
    if (this.slots.has(ballot.slot)) wrong('a slot for the second time');
    if (this.codes.has(code)) wrong('a code for the second time');
    this.slots.add(ballot.slot);
    this.codes.add(code);
    this.pending = { ballot, context, code, line, fate: null };
    this.ballots.push(this.pending);
  }

  settle(entry, wrong) {
    const b = this.pending;
    this.pending = null;
    if (b === null || b.code !== entry.code) { wrong('not the waiting ballot'); return false; }
    b.fate = FATES[entry.kind];
    b.opening = entry.opening;
    const card = this.cardOf(b.ballot.card);
    if (b.fate === 'cast' || b.fate === 'challenged') card.spent = true; else card.tries++;
    if (b.fate === 'cast') { this.cast++; this.stored.add(b.code); }
    return true;
  }

  mark(entry, opened, wrong) {
    const due = this.marked === null ? opened : this.cast >= this.marked + BETWEEN_MARKS;
    this.marked = this.cast;
    if (entry.cast !== this.cast || !due) wrong('a mark at the wrong place');
  }

  end() {
    if (this.voids > this.rules.max_voids && !this.failed) this.fail('C28', null, 'too many voids');
    if (this.state !== 'closed') this.fail('C24', null, 'not closed');
  }
}
