// A numeric keypad alone, and a keypad with headphones and a black screen.
import assert from 'node:assert/strict';
import test from 'node:test';

import { fresh, launch } from '../kiosk.mjs';
import { station } from '../station.mjs';

const browser = await launch();
const hall = await station('keypad', { serve: ['--patience', 600, '--linger', 600] });
test.after(async () => {
  await browser.close();
  await hall.end();
});

const shown = await fresh(browser, hall.booths[0]);
const keys = shown.page.keyboard;
/// Digits come from the keypad with its lock on, which the test's keyboard has as a shift.
const digits = async (number) => {
  for (const digit of number) await keys.press(`Shift+Numpad${digit}`);
};
const focused = () => shown.page.evaluate(() => (document.activeElement.matches('.act') ? document.activeElement.innerText.replaceAll('\n', ' ') : ''));

/// On with the arrow of the keypad until words have the focus, then the middle key.
async function choose(words, face) {
  for (let key = 0; !(await focused()).includes(words); key += 1) {
    assert.ok(key < 12, `${words} is never reached`);
    await keys.press('Numpad2');
  }
  await keys.press('Numpad5');
  await shown.see(face);
}

test('two officers open a booth with a keypad alone', async () => {
  await choose('PETUGAS', 'pins');
  await digits(hall.pins[0]);
  await keys.press('NumpadEnter');
  await choose('LANJUT', 'menu');
  await choose('BUKA', 'opening');
  await choose('SUDAH DITANDATANGANI', 'pins');
  await digits(hall.pins[0]);
  await keys.press('NumpadEnter');
  await digits(hall.pins[1]);
  await keys.press('NumpadEnter');
  await choose('LANJUT', 'said');
  await choose('MENGERTI', 'menu');
  await choose('KEMBALI', 'ready');
});

test('a whole vote with a keypad alone, also the test that is held for two seconds', async () => {
  await shown.scan(hall.card(1), 'choose');
  await choose('SUARA KOSONG', 'confirm');
  await choose('YA, BENAR', 'compare');
  await choose('TIDAK', 'why-not');
  await choose('UJI MESIN', 'test-warning');
  for (let key = 0; !(await focused()).includes('TEKAN DUA DETIK'); key += 1) await keys.press('Numpad2');
  await keys.down('NumpadEnter');
  await shown.see('ended');
  await keys.up('NumpadEnter');
  assert.match(await shown.text(), /UJI MESIN SELESAI/);
  await choose('MENGERTI', 'ready');
  assert.deepEqual(hall.journal(1).slice(-2), ['seal', 'challenge']);
});

test('a vote by ear, with the screen black', { timeout: 90000 }, async () => {
  const heard = [];
  await shown.page.exposeFunction('noteHeard', (clip) => void heard.push(clip));
  await shown.page.evaluate(() => new MutationObserver(() => window.noteHeard(document.documentElement.dataset.said)).observe(document.documentElement, { attributeFilter: ['data-said'] }));
  /// Waits until a clip was heard to its end, after everything that was waited for before.
  const hear = async (clip) => {
    await shown.page.waitForFunction((clip) => document.documentElement.dataset.said === clip, clip, { timeout: 20000 });
  };
  /// On until the clip of what one wants is heard, then presses it.
  const press = async (clip, face) => {
    for (let key = 0; key < 8; key += 1) {
      await keys.press('Numpad2');
      const { clip: here } = await shown.page.evaluate(() => ({ ...document.activeElement.dataset }));
      await hear(here);
      if (here === clip) break;
    }
    await keys.press('Numpad5');
    await shown.see(face);
  };

  await keys.press('NumpadAdd');
  await hear('k1');
  await keys.press('NumpadMultiply');
  assert.ok(await shown.page.locator('#dark').isVisible(), 'the screen is black');
  await shown.scan(hall.card(1), 'choose');
  await press('calon-2', 'confirm');
  await hear('calon-2');
  await hear('k3-benar');
  await press('ya', 'compare');
  await hear('k5');
  await hear('calon-2');
  await press('ya', 'ended');
  await hear('k6');
  assert.ok(heard.includes('calon-1') && heard.includes('tidak'), 'what was passed by was heard too');
  assert.ok(await shown.page.locator('#dark').isVisible(), 'the screen stayed black');
  await press('selesai', 'ready');
  assert.equal(hall.journal(1).at(-1), 'cast');
  assert.match(hall.printer(1).text(), /NOMOR 2/);
  assert.ok(!(await shown.page.locator('#dark').isVisible()), 'the next voter finds the screen as it always is');
});

test('names and choices are silent until somebody asks for the voice', async () => {
  assert.equal(await shown.page.evaluate(() => document.documentElement.dataset.voice), 'off');
  await shown.page.evaluate(() => {
    window.played = [];
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      window.played.push(this.src);
      return play.call(this);
    };
  });
  await shown.scan(hall.card(1), 'choose');
  await shown.page.waitForFunction(() => document.documentElement.dataset.said === 'k2', null, { timeout: 20000 });
  await keys.press('Numpad2');
  assert.equal((await shown.page.evaluate(() => window.played)).length, 1, 'the prompt alone');
  assert.deepEqual(shown.wrong, []);
});
