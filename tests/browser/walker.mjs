// Does in a real browser what a move of the model says, and notes which rows of the table were visited.
import { START, moves, rowOf, way } from './model.mjs';

const action = (by) => by.replace(/[A-Z]/g, (letter, at) => (at === 0 ? '' : '-') + letter.toLowerCase());
const WITH_STATE_GONE = /(first|second) gone/;

export class Walker {
  /// `allows` says which moves this booth is for.
  constructor({ station, booth, kiosk, visited, claimed, allows }) {
    Object.assign(this, { station, booth, kiosk, state: START, visited, claimed, allows, printer: station.printer(booth), media: station.media(booth) });
  }

  /// Visits every row that `goals` has and this booth can reach, the nearest first.
  async walk(goals) {
    const isGoal = (state, move) => goals.has(rowOf(state, move)) && !this.claimed.has(rowOf(state, move));
    for (;;) {
      const open = (move) => this.allows(move) && !isFinal(move);
      const path = way(this.state, isGoal, open) ?? way(this.state, isGoal, (move) => this.allows(move));
      if (path === null) return;
      await this.go(path);
    }
  }

  async go(path) {
    const goal = path.reduce(({ state }, move) => ({ state: move.to, row: rowOf(state, move) }), { state: this.state }).row;
    this.claimed.add(goal);
    for (const move of path) {
      if (await this.make(move)) continue;
      if (!this.visited.has(goal)) this.claimed.delete(goal);
      return;
    }
  }

  /// Makes a move; false if something else happened first, which is then where the walk stands.
  async make(move) {
    const turn = await this.kiosk.turn();
    await this.arrange(move);
    await this.act(move, turn);
    const face = await this.kiosk.after(turn).catch((error) => {
      throw new Error(`booth ${this.booth} at ${JSON.stringify(this.state)}, ${move.by} ${move.given ?? ''}: ${error.message}`);
    });
    await this.tidy(move);
    return this.arrive(move, face, turn);
  }

  arrive(move, face, turn) {
    if (face === move.to.face) {
      this.visited.add(rowOf(this.state, move));
      this.state = move.to;
      return true;
    }
    const by = this.kiosk.taken.get(turn) ?? 'TimeOver';
    const other = moves(this.state).find((other) => other.by === by && other.to.face === face);
    if (!other) throw new Error(`at ${JSON.stringify(this.state)}, by ${by} (meant: ${move.by}${move.given ? `, ${move.given}` : ''}) came ${face}`);
    this.visited.add(rowOf(this.state, other));
    this.state = other.to;
    return false;
  }

  async arrange({ given = '' }) {
    if (given === 'no paper') this.printer.refuses();
    if (given === 'printer waits') await this.printer.waits();
    const gone = WITH_STATE_GONE.exec(given);
    if (gone) this.media.takeAway(gone[1]);
    if (given === 'back again') this.media.putBack();
  }

  async act({ by, given = '' }) {
    const { kiosk, station } = this;
    if (given === 'printer goes on') return this.printer.go();
    if (given.startsWith('printer breaks off')) return this.printer.breaksOff();
    if (by === 'TimeOver') return undefined;
    if (by === 'Card') return kiosk.tryScan(given === 'rubbish' ? 'bukan kartu' : station.card(this.booth));
    if (by === 'Pins') return kiosk.tryPins(given === 'wrong PIN' ? ['000000', '111111'] : station.pins);
    return kiosk.tryPress(action(by));
  }

  async tidy({ given = '' }) {
    if (['no paper', 'printer goes on'].includes(given) || given.startsWith('printer breaks off')) this.printer.works();
    if (given === 'wrong PIN') this.station.forgivePins(this.booth);
  }
}

/// What cannot be taken back comes last.
const isFinal = (move) => (move.to.then ?? move.to).phase === 'closed' || (move.by === 'Pins' && move.to.phase === 'open' && move.to.face === 'said');
