// Every row of the booth's table, in a browser, with the faults that some rows need.
import assert from 'node:assert/strict';
import test from 'node:test';

import { fresh, launch } from '../kiosk.mjs';
import { isPatient, reachable, row, rowsOf } from '../model.mjs';
import { station } from '../station.mjs';
import { Walker } from '../walker.mjs';

const LIMIT = 3;
const browser = await launch();
const hall = await station('walk', { booths: 5, maxVoids: LIMIT, serve: ['--patience', 2, '--linger', 2] });
test.after(async () => {
  await browser.close();
  await hall.end();
});

const table = rowsOf(hall.table);
/// What only a count brings about: a booth pauses when slips differed too often.
const byCount = [row('ended', 'Understood', 'paused'), row('ended', 'TimeOver', 'paused')];

test('the model of the handbook and the table of the program have the same rows', () => {
  assert.deepEqual([...reachable(), ...byCount].sort(), [...table].sort());
});

let pages = [];

test('every row of the table is visited, and nothing happens that it does not have', { timeout: 400000 }, async () => {
  const urls = [await restart(1, 90), await restart(2, 3), ...hall.booths.slice(2)];
  pages = await Promise.all(urls.map((url) => fresh(browser, url)));
  const shared = { station: hall, visited: new Set(), claimed: new Set() };
  const walkers = [isPatient, isQuick, isQuickTap, isQuickTap].map((allows, at) => new Walker({ ...shared, booth: at + 1, kiosk: pages[at], allows }));
  const atOnce = reachable(isPatient);
  const inTime = new Set([...reachable()].filter((row) => !atOnce.has(row)));
  await Promise.all([...walkers.map((walker, at) => walker.walk(at === 0 ? atOnce : inTime)), pauseByCount(pages[4])]);

  const seen = pages.flatMap((page) => page.transitions());
  const rows = new Set(seen.filter(({ by }) => by !== null).map(({ from, by, to }) => row(from, by, to)));
  assert.deepEqual([...rows].filter((row) => !table.has(row)), [], 'happened, and the table does not have it');
  assert.deepEqual([...table].filter((row) => !rows.has(row)), [], 'in the table, and did not happen');
  assert.deepEqual(seen.filter(({ by }) => by === null), [], 'a screen was not seen');
  assert.deepEqual(pages.flatMap((page) => page.wrong), []);
});

test('a machine that stopped says of the open vote whether it is stored, and of no other', () => {
  const officers = new Set(['pins', 'menu', 'resolve']);
  for (const page of pages) {
    for (const [turn, screen] of page.screens) {
      const before = page.screens.get(turn - 1)?.face;
      if (screen.face !== 'stopped' || before === 'stopped') continue;
      const words = screen.elements[0].text;
      const expected = officers.has(before) ? 'SUARA YANG SUDAH TERSIMPAN TETAP AMAN' : ['compare', 'bell'].includes(before) ? 'SUARA ANDA BELUM PASTI TERSIMPAN' : 'SUARA ANDA BELUM TERSIMPAN';
      assert.equal(words, expected, `after ${before}`);
    }
  }
});

/// Booths whose time is soon over do not break what need not break, and those with the least time do nothing that takes two seconds.
const isQuick = ({ given = '' }) => !given.startsWith('printer breaks') && given !== 'wrong PIN';
const isQuickTap = (move) => isQuick(move) && move.by !== 'Close' && !(move.by === 'Test' && move.to.face !== 'test-warning');

async function restart(booth, patience) {
  await hall.kill(booth);
  return hall.start(booth, '--settle', 0, '--patience', patience, '--linger', 15);
}

/// STRUK BEDA until the booth pauses, and on until it paused after SELESAI and after nobody pressed anything.
async function pauseByCount(page) {
  const seen = () => page.transitions().map(({ from, by, to }) => row(from, by, to));
  const way = { ready: 'officer', 'not-open': 'officer', pins: null, menu: 'resume', said: 'understood', choose: 'choose', confirm: 'yes', compare: 'no', 'why-not': 'differs' };
  await page.open(hall.pins);
  while (!byCount.every((row) => seen().includes(row))) {
    const turn = await page.turn();
    const face = await page.face();
    if (face === 'ready') await page.tryScan(hall.card(5));
    else if (face === 'pins') await page.tryPins(hall.pins);
    else if (face === 'menu') await page.tryPress((await page.text()).includes('LANJUT') ? 'resume' : 'back');
    else if (face === 'paused') await page.tryPress('officer');
    else if (face === 'still-there') await page.tryPress('yes');
    else if (face === 'ended') await (seen().includes(byCount[0]) ? null : page.tryPress('understood'));
    else if (way[face]) await page.tryPress(way[face]);
    await page.after(turn);
  }
}
