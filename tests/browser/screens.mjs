// One screen of each face, as the real programs sent it, and a page that shows any of them.
import { way } from './model.mjs';
import { fresh } from './kiosk.mjs';
import { Walker } from './walker.mjs';

/// The way through a day on which every face comes once, in this order.
const DAY = [
  'not-open', 'pins', 'menu', 'opening', 'paper', 'totals', 'said', 'ready', 'refused', 'choose', 'still-there', 'confirm', 'printing', 'compare',
  'why-not', 'test-warning', 'bell', 'ended', 'resolve', 'stopped', 'paused', 'closing', 'export', 'closed',
];

/// Walks a booth that has little patience through all faces; gives the first screen of each.
export async function screens(browser, station, booth, url) {
  const page = await fresh(browser, url);
  const walker = new Walker({ station, booth, kiosk: page, visited: new Set(), claimed: new Set(), allows: () => true });
  for (const face of DAY) while (walker.state.face !== face) await walker.go(towards(walker.state, face));
  await page.page.context().close();
  return new Map([...page.screens.values()].reverse().map((screen) => [screen.face, screen]));
}

const plain = ({ given = '' }) => given === '' || given.startsWith('printer waits') || given === 'printer goes on' || given === 'back again';
/// What is broken on the way, for the faces that need it.
const NEEDS = { refused: 'rubbish', resolve: 'no paper', stopped: 'second gone' };

function towards(state, face) {
  const allowed = (move) => plain(move) || move.given === NEEDS[face];
  return way(state, (_, move) => move.to.face === face, (move) => allowed(move) && move.by !== 'TimeOver') ?? way(state, (_, move) => move.to.face === face, allowed);
}

/// A page of a real booth whose screens come from a test.
export async function replay(browser, url, more = {}) {
  const context = await browser.newContext(more);
  const page = await context.newPage();
  let turn = 0;
  let waiting = null;
  let next = null;
  const serve = () => {
    if (!waiting || !next) return;
    waiting.fulfill({ json: next });
    waiting = next = null;
  };
  await page.route('**/screen?*', (route) => {
    waiting = route;
    serve();
  });
  await page.route('**/intent', (route) => route.fulfill({ status: 202 }));
  await page.goto(url);
  return {
    page,
    async show(screen) {
      next = { turn: (turn += 1), screen };
      serve();
      await page.waitForSelector(`html[data-turn="${turn}"]`);
      await page.waitForFunction(() => [...document.images].every((image) => image.complete));
    },
  };
}

/// A screen of a ballot with so many candidates of long names.
export function withLongNames(screen, candidates) {
  const names = [
    'Dr. H. Muhammad Fakhruddin Nasution, S.Pd.I., M.Si.', 'Ni Luh Putu Sukmawati Dewi Kusumaningrum, S.E.', 'Raden Mas Notohadiprodjo Suryaningrat Wicaksono',
    'Hj. Siti Nurhalizah binti Abdurrahman Siregar', 'Ir. Bambang Sosrokartono Purwodarminto, M.T.',
  ].slice(0, candidates);
  const tile = screen.elements.flatMap((element) => element.tiles ?? [])[0];
  const tiles = names.map((name, at) => ({ ...tile, name, big: String(at + 1), value: String(at + 1) }));
  const long = (element) => (element.tiles ? { ...element, tiles: [...tiles, element.tiles.at(-1)] } : element);
  return { ...screen, elements: screen.elements.map(long) };
}
