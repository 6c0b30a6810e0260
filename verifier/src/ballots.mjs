// C30 to C39: the ballots of all booths that were placed (SPEC 6.7, 9.10).
import { frame, hex, unhex } from './bytes.mjs';
import { challengeHolds } from './ballot.mjs';
import { Signatures } from './curve.mjs';
import { checksBetween } from './findings.mjs';
import { falseProofs } from './unit.mjs';

const ALL = checksBetween('C30', 'C39').filter((id) => id !== 'C36');

/** All ballots of the placed booths, each with its booth. */
const ballotsOf = (run) => run.booths.filter((b) => b.placed).flatMap((booth) => booth.ballots.map((one) => ({ ...one, booth })));

export function checkBallots(run) {
  const { f, definition, key, booths } = run;
  if (!definition || !key || !(booths.some((b) => b.placed) || run.complete)) {
    f.skip(ALL, '-', 'ballots cannot be checked');
    return;
  }
  const ballots = ballotsOf(run);
  checkProofs(run, ballots);
  checkUnique(run, ballots);
  checkIssue(run, ballots);
  checkDeck(run, ballots);
  checkChallenges(run, ballots);
  checkFates(run, ballots);
  f.done(ALL, `${ballots.length}`);
}

/** C30 (number of options) and C31. */
function checkProofs({ f, definition, key }, ballots) {
  const { options } = definition;
  const statements = ballots.map((one) => ({ ...one.ballot, context: one.context, place: one.place }));
  for (const s of statements) {
    if (s.ciphertexts.length !== options || s.proof.k !== options) f.fail('C30', s.place, 'has another number of options');
  }
  for (const s of falseProofs(key.X, statements)) f.fail('C31', s.place, 'the proof does not hold');
}

/** C32 and C33. */
function checkUnique({ f, tier, booths }, ballots) {
  const seen = () => { const set = new Set(); return (value) => set.has(value) || !set.add(value); };
  const code = seen(), slot = seen(), alpha = seen();
  for (const one of ballots) {
    if (code(one.code)) f.fail('C32', one.place, 'a code for the second time', one.code);
    if (slot(one.ballot.slot)) f.fail('C33', one.place, 'a slot for the second time', one.ballot.slot);
    const twice = one.ballot.ciphertexts.filter((c) => alpha(hex(c.bytes.subarray(0, 32))));
    if (twice.length > 0) f.fail('C33', one.place, 'a ciphertext for the second time');
  }
  if (tier !== 'public') return;
  for (const booth of booths.filter((b) => b.placed)) {
    for (const name of ['spoiled', 'void']) {
      for (const one of booth[name]) if (code(one)) f.fail('C32', `${booth.folder}${name}.txt`, 'a code for the second time', one);
    }
  }
}

/** C34 (SPEC 6.2). */
function checkIssue({ f, definition }, ballots) {
  const signatures = new Signatures();
  for (const { ballot, place } of ballots) {
    signatures.add(definition.issuer, frame('card-issue', unhex(definition.digest), unhex(ballot.card)), ballot.issue,
      () => f.fail('C34', place, 'the card was not issued', ballot.card));
  }
  signatures.settle();
}

/** C35. */
function checkDeck({ f, tier, deck, roots }, ballots) {
  if (tier === 'bundle') return;
  if (!deck || !roots) { f.skip('C35', 'deck-leaves.txt', 'the deck is not known'); return; }
  const leaves = new Set(deck), cells = new Map();
  for (const { ballot, booth, place } of ballots) {
    if (!leaves.has(ballot.card)) f.fail('C35', place, 'the card is not in the deck', ballot.card);
    const { stratum } = ballot;
    if (stratum === undefined ? booth.strata.length > 0 : !booth.strata.includes(stratum)) {
      f.fail('C35', place, 'the booth does not serve this stratum', stratum);
    }
    const cell = `${booth.name} ${stratum ?? ''}`;
    cells.set(cell, (cells.get(cell) ?? new Set()).add(ballot.card));
  }
  const printed = new Map(roots.deck.map((c) => [`${c.station}-${c.booth} ${c.stratum ?? ''}`, c.cards]));
  for (const [cell, cards] of cells) {
    if (cards.size > (printed.get(cell) ?? 0)) f.fail('C35', cell.trim(), 'more cards than were printed', cards.size);
  }
}

/** C37. */
function checkChallenges({ f, definition, key }, ballots) {
  for (const one of ballots.filter((b) => b.fate === 'challenged')) {
    const roots = one.booth.epochs.slice(0, definition.rules.max_epochs).map((e) => e.root);
    if (!challengeHolds(one, roots, key, definition.options)) f.fail('C37', one.place, 'the challenge does not hold');
  }
}

/** C38. */
function checkFates({ f, booths }, ballots) {
  const others = new Set(booths.filter((b) => b.placed).flatMap((b) => [...b.spoiled, ...b.void]));
  for (const one of ballots) if (one.fate === 'challenged') others.add(one.code);
  for (const one of ballots) {
    if (one.fate === 'cast' && others.has(one.code)) f.fail('C38', one.place, 'is cast and also challenged, spoiled or void', one.code);
    if (one.fate === null) f.fail('C38', one.place, 'a ballot without outcome');
  }
}

/** C36 between ballots (SPEC 9.10); needs the exclusions. */
export function checkCards(run) {
  const { f } = run;
  const byCard = new Map();
  for (const one of ballotsOf(run)) {
    if (one.fate !== 'cast' && one.fate !== 'challenged') continue;
    const { card } = one.ballot;
    byCard.set(card, [...(byCard.get(card) ?? []), one]);
  }
  for (const [card, uses] of byCard) {
    if (uses.length < 2) continue;
    const counting = uses.filter((u) => u.fate === 'challenged' || !isExcluded(run, u.booth, card));
    const twice = new Set(uses.map((u) => u.booth.name)).size < uses.length;
    if (twice || counting.length > 1) f.fail('C36', uses[1].place, 'one card, more than one vote', card);
  }
  f.done('C36', `${byCard.size}`);
}

/** Whether the list of exclusions, where it reads, names this booth and card (SPEC 8.3). */
export const isExcluded = ({ exclusions }, booth, card) => exclusions !== undefined && exclusions.names.has(`${booth.name} ${card}`);
