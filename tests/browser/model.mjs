// A booth's page as a model: where it is, what may be done there, and where that leads. It is written from the handbook, not from the program;
// the walk holds both against the table that the program prints.
//
// A state is { face, phase, asked, calls, lacks, … }: the screen; how the day stands; for PINs, what they are for; whether an officer is offered at
// the end of a vote, and whether a paper of it can still be printed. A move is { by, to, given }: what happens, the state after it, and what is broken or typed wrongly on purpose.

const IDLE = { before: 'not-open', open: 'ready', paused: 'paused', closed: 'closed' };

const idle = (phase) => ({ face: IDLE[phase], phase });
const at = (face, state, more = {}) => ({ face, phase: state.phase, ...more });

/// A move that a booth cannot make while a medium is gone: it stops, and goes on as `then` once the medium is back.
const stops = (by, state, given, then) => ({ by, given, to: at('stopped', state, { then }) });

const ending = (by, state) => [{ by, to: at('ended', state) }, stops(by, state, 'second gone', idle('open'))];

/// Back and nothing done, for screens of officers that look only.
const leaves = (state) => ['Back', 'TimeOver'].map((by) => ({ by, to: at('menu', state) }));

const VOTER = {
  ready: (state) => [
    { by: 'Card', to: at('choose', state) },
    { by: 'Card', given: 'rubbish', to: at('refused', state) },
    stops('Card', state, 'second gone', idle('open')),
    asks(state, 'visit'),
  ],
  choose: (state) => [{ by: 'Choose', to: at('confirm', state) }, { by: 'TimeOver', to: at('still-there', state, { came: 'choose' }) }],
  confirm: (state) => [
    { by: 'Yes', given: 'printer waits', to: at('printing', state) },
    { by: 'No', to: at('choose', state) },
    { by: 'TimeOver', to: at('still-there', state, { came: 'confirm' }) },
  ],
  'still-there': (state) => [{ by: 'Yes', to: at(state.came, state) }, { by: 'TimeOver', to: idle('open') }],
  printing: (state) => [
    { by: 'TimeOver', given: 'printer goes on', to: at('compare', state) },
    { by: 'TimeOver', given: 'printer breaks off', to: at('ended', state, { calls: true }) },
    { by: 'TimeOver', given: 'printer breaks off, second gone', to: at('stopped', state, { then: idle('open') }) },
  ],
  compare: (state) => [...answers(state), { by: 'TimeOver', to: at('bell', state) }],
  bell: (state) => [...answers(state), { by: 'TimeOver', to: at('bell', state) }, asks(state, 'void')],
  'why-not': (state) => [
    ...ending('WrongChoice', state),
    ...ending('Differs', state),
    { by: 'Test', to: at('test-warning', state) },
    { by: 'Back', to: at('compare', state) },
    { by: 'TimeOver', to: at('bell', state) },
  ],
  'test-warning': (state) => [...ending('Test', state), { by: 'Back', to: at('why-not', state) }, { by: 'TimeOver', to: at('bell', state) }],
  ended: (state) => [
    ...['Understood', 'TimeOver'].map((by) => ({ by, to: idle(state.pauses ? 'paused' : 'open') })),
    ...(state.calls ? [asks(state, 'papers', { lacks: state.lacks })] : []),
  ],
  refused: (state) => ['Understood', 'TimeOver'].map((by) => ({ by, to: at('ready', state) })),
};

function answers(state) {
  return [...ending('Yes', state), { by: 'Yes', given: 'no paper', to: at('ended', state, { calls: true, lacks: true }) }, { by: 'No', to: at('why-not', state) }];
}

const asks = (state, why, more = {}) => ({ by: 'Officer', to: at('pins', state, { asked: why, ...more }) });

/// Where PINs lead, and where KEMBALI leads from them.
const PINS = {
  visit: (state) => [at('menu', state), idle(state.phase)],
  papers: (state) => [at('resolve', state, { lacks: state.lacks }), idle('open')],
  void: (state) => [at('ended', state, { calls: true }), at('bell', state)],
  open: () => [at('said', { phase: 'open' }), at('opening', { phase: 'before' })],
  close: (state) => [at('said', { phase: 'closed' }), at('menu', state)],
  export: (state) => [at('said', state), at('menu', state)],
};

const OFFICER = {
  'not-open': (state) => [asks(state, 'visit')],
  paused: (state) => [asks(state, 'visit')],
  closed: (state) => [asks(state, 'visit')],
  pins: (state) => {
    const [done, back] = PINS[state.asked](state);
    const fails = { open: stops('Pins', state, 'first gone', idle('before')), close: stops('Pins', state, 'second gone', idle('closed')) };
    return [
      { by: 'Pins', to: done },
      { by: 'Pins', given: 'wrong PIN', to: state },
      ...['Back', 'TimeOver'].map((by) => ({ by, to: back })),
      ...(fails[state.asked] ? [fails[state.asked]] : []),
    ];
  },
  menu: (state) => [
    ...MENU[state.phase].map(([by, face, phase]) => ({ by, to: at(face, { phase: phase ?? state.phase }) })),
    ...['Paper', 'Totals', 'Resolve'].map((by) => ({ by, to: at(by.toLowerCase(), state) })),
    ...['Back', 'TimeOver'].map((by) => ({ by, to: idle(state.phase) })),
    ...(state.phase === 'open' ? [stops('Pause', state, 'second gone', idle('paused'))] : []),
    ...(state.phase === 'paused' ? [stops('Resume', state, 'first gone', idle('paused'))] : []),
  ],
  opening: (state) => [
    { by: 'Report', to: state },
    { by: 'Open', to: at('pins', state, { asked: 'open' }) },
    ...leaves(state),
  ],
  paper: (state) => [{ by: 'TestPrint', to: state }, ...leaves(state)],
  totals: leaves,
  resolve: (state) => [
    ...(state.lacks ? [{ by: 'Missing', to: at('said', state) }, stops('Missing', state, 'second gone', idle('open'))] : []),
    ...leaves(state),
  ],
  closing: (state) => [{ by: 'Close', to: at('pins', state, { asked: 'close' }) }, ...leaves(state)],
  export: (state) => [{ by: 'Export', to: at('pins', state, { asked: 'export' }) }, ...leaves(state)],
  said: (state) => ['Understood', 'TimeOver'].map((by) => ({ by, to: at('menu', state) })),
  stopped: (state) => [{ by: 'Restart', given: 'still gone', to: state }, { by: 'Restart', given: 'back again', to: state.then }],
};

const MENU = {
  before: [['Open', 'opening']],
  open: [['Pause', 'said', 'paused'], ['Close', 'closing']],
  paused: [['Resume', 'said', 'open'], ['Close', 'closing']],
  closed: [['Export', 'export'], ['Report', 'said']],
};

export const START = idle('before');

/// What may happen in a state.
export const moves = (state) => ({ ...VOTER, ...OFFICER })[state.face](state);

export const row = (from, by, to) => `${from} ${by} ${to}`;
export const rowOf = (state, move) => row(state.face, move.by, move.to.face);

/// Every row of a table.
export const rowsOf = (table) => new Set(table.flatMap(({ from, by, to }) => to.map((face) => row(from, by, face))));

/// The shortest way to a move that is wanted: moves, the last of which it is; null if there is none.
export function way(state, wanted, allowed = () => true) {
  const seen = new Set([JSON.stringify(state)]);
  let paths = [{ state, path: [] }];
  while (paths.length > 0) {
    const next = [];
    for (const { state, path } of paths) {
      for (const move of moves(state).filter(allowed)) {
        if (wanted(state, move)) return [...path, move];
        const key = JSON.stringify(move.to);
        if (!seen.has(key)) next.push({ state: move.to, path: [...path, move] });
        seen.add(key);
      }
    }
    paths = next;
  }
  return null;
}

/// What happens without anybody's time being over.
export const isPatient = ({ by, given = '' }) => by !== 'TimeOver' || given.startsWith('printer');

/// Every row that can be reached by the moves that are allowed.
export function reachable(allowed = () => true) {
  const rows = new Set();
  way(START, (state, move) => rows.add(rowOf(state, move)) && false, allowed);
  return rows;
}
