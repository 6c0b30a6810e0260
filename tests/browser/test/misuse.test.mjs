// What hands, browsers and other programs do to a booth: a vote has one outcome all the same, and the screen says which.
import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';

import { fresh, kiosk, launch } from '../kiosk.mjs';
import { row, rowsOf } from '../model.mjs';
import { station } from '../station.mjs';

const OUTCOMES = ['cast', 'spoil', 'challenge', 'void'];
/// The way to the end of a vote and of whatever else a storm opened.
const ON = {
  choose: 'choose', confirm: 'yes', compare: 'yes', bell: 'yes', 'still-there': 'yes', 'why-not': 'back', 'test-warning': 'back', pins: 'back', ended: 'understood',
  refused: 'understood',
};

let browser = await launch();
const hall = await station('misuse', { booths: 2, serve: ['--linger', 600] });
const page = await fresh(browser, hall.booths[0]);
await page.open(hall.pins);
test.after(async () => {
  await browser.close();
  await hall.end();
});

const kinds = (booth) => hall.journal(booth).filter((kind) => ['seal', ...OUTCOMES].includes(kind));

/// Does something to one vote; every sealed ballot then has exactly one outcome, and the last screens said which.
async function oneOutcome(shown, doing, booth = 1) {
  const before = kinds(booth).length;
  const turn = await shown.turn();
  await doing();
  await finish(shown);
  const added = kinds(booth).slice(before);
  const ends = [...shown.screens].filter(([at, { face }]) => at > turn && face === 'ended').map(([, screen]) => screen.elements[0].text);
  const outcomes = added.filter((_, at) => at % 2 === 1);
  assert.ok(added.every((kind, at) => (at % 2 === 0 ? kind === 'seal' : OUTCOMES.includes(kind))), `each seal is followed by its outcome: ${added}`);
  const words = outcomes.map((kind) => (kind === 'cast' ? 'SUARA ANDA SUDAH TERSIMPAN' : 'SUARA ANDA BELUM TERSIMPAN'));
  assert.deepEqual([...new Set(ends)].sort(), [...new Set(words)].sort());
  assert.equal(added.length, 2 * outcomes.length);
  return outcomes;
}

/// On to the screen between voters.
async function finish(shown) {
  for (let face = await shown.face(); face !== 'ready'; face = await shown.face()) {
    const turn = await shown.turn();
    if (ON[face]) await shown.tryPress(ON[face]);
    await shown.after(turn);
  }
}

test('double taps on every button count once', async () => {
  await hall.kill(2);
  const slow = await fresh(browser, await hall.start(2, '--settle', 400, '--linger', 600));
  for (const step of [() => slow.press('officer'), () => slow.pins([hall.pins[0]]), () => slow.press('open'), () => slow.press('open'), () => slow.pins(hall.pins), () => slow.press('understood'), () => slow.press('back')]) {
    await settled(slow);
    await step();
  }
  const twice = async (action) => {
    await settled(slow);
    const turn = await slow.turn();
    await slow.page.locator(`[data-action="${action}"]`).first().dblclick();
    await slow.after(turn);
  };
  const outcomes = await oneOutcome(slow, async () => {
    await settled(slow);
    await slow.scan(hall.card(2), 'choose');
    for (const [action, face] of [['choose', 'confirm'], ['yes', 'compare'], ['yes', 'ended'], ['understood', 'ready']]) {
      await twice(action);
      await slow.see(face);
    }
  }, 2);
  assert.deepEqual(outcomes, ['cast']);
  await slow.page.context().close();
});

/// Until the first moment of a screen is over, in which nothing counts.
const settled = (shown) => shown.page.waitForFunction(() => {
  const root = document.documentElement;
  if (window.before !== root.dataset.turn) Object.assign(window, { before: root.dataset.turn, since: performance.now() });
  return performance.now() - window.since > 450;
});

test('a storm of touches all over the screen leaves one outcome for each ballot', async () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let vote = 0; vote < 3; vote += 1) {
    await oneOutcome(page, async () => {
      await page.scan(hall.card(1), 'choose');
      for (let touch = 0; touch < 60; touch += 1) await page.page.mouse.click(random() * 1280, random() * 800, { clickCount: 1 + Math.floor(random() * 3) });
    });
  }
});

test('two tabs that answer at once give one outcome', async () => {
  const other = await kiosk(page.page.context(), hall.booths[0]);
  await page.page.bringToFront();
  const outcomes = await oneOutcome(page, async () => {
    await page.vote(hall.card(1), 1, 'compare');
    await other.see('compare');
    await Promise.all([page, other].map((tab) => tab.page.evaluate(() => document.querySelector('[data-action="yes"]').click())));
    await Promise.all([page.see('ended'), other.see('ended')]);
  });
  assert.deepEqual(outcomes, ['cast']);
  // Whichever tab was first: its answer is the step that both saw.
  for (const [turn, by] of other.taken) page.taken.set(turn, by);
  await other.page.close();
});

test('the way back, a new load and what a scanner types change nothing on any screen of a vote', async () => {
  const outcomes = await oneOutcome(page, async () => {
    await page.scan(hall.card(1), 'choose');
    for (const [face, action] of [['choose', 'choose'], ['confirm', 'yes'], ['compare', 'no'], ['why-not', 'test'], ['test-warning', 'back'], ['why-not', 'back'], ['compare', 'yes'], ['ended', null]]) {
      await page.see(face);
      const turn = await page.turn();
      await page.page.goBack();
      await page.tryScan('SUARA/1/bukan-kartu 5852');
      await page.page.reload();
      await page.see(face);
      assert.equal(await page.turn(), turn, `${face} is the same screen still`);
      if (action) await page.press(action);
    }
  });
  assert.deepEqual(outcomes, ['cast']);
});

test('no key and no wheel makes the page larger', async () => {
  const prevented = await page.page.evaluate(() => ['+', '-', '0', '='].map((key) => !dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, cancelable: true })))
    .concat(!dispatchEvent(new WheelEvent('wheel', { ctrlKey: true, cancelable: true }))));
  assert.deepEqual(prevented, [true, true, true, true, true]);
});

test('a page from another port reaches nothing', async () => {
  const booth = new URL(hall.booths[0]).origin;
  const text = `<iframe src="${booth}/"></iframe><img src="${booth}/asset/0"><script src="${booth}/kiosk.js"></script>
    <form method="post" enctype="text/plain" action="${booth}/intent" target="frame"><input name='{"turn":1,"action":"yes","x":"' value='"}'></form><iframe name="frame"></iframe>`;
  const server = http.createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end(text)).listen(0, '127.0.0.1');
  server.unref();
  await new Promise((done) => server.once('listening', done));
  await page.scan(hall.card(1), 'choose');
  const turn = await page.turn();
  const foreign = await browser.newPage();
  const asked = new Set();
  const answers = [];
  foreign.on('request', (request) => request.url().startsWith(booth) && asked.add(`${request.resourceType()} ${request.method()}`));
  foreign.on('response', (answer) => answer.url().startsWith(booth) && answers.push(answer.status()));
  await foreign.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: 'load' });
  const failed = await foreign.evaluate(async (booth) => {
    document.forms[0].submit();
    await new Promise((done) => (document.querySelector('iframe[name]').onload = done));
    const tries = [fetch(`${booth}/screen?after=0`), fetch(`${booth}/intent`, { method: 'POST', body: '{}', headers: { 'Content-Type': 'text/plain' } })];
    return (await Promise.allSettled(tries)).map(({ status }) => status);
  }, booth);
  assert.deepEqual(failed, ['rejected', 'rejected']);
  assert.deepEqual([...asked].sort(), ['document GET', 'document POST', 'fetch GET', 'fetch POST', 'image GET', 'script GET']);
  assert.ok(answers.every((status) => status === 403), String(answers));
  assert.equal(await page.turn(), turn);
  await foreign.close();
  server.close();
  await oneOutcome(page, async () => {});
});

test('rubbish from the scanner is refused where a card is waited for', async () => {
  await page.scan('\u0000;<script>%s 00 SUARA', 'refused');
  assert.match(await page.text(), /KARTU TIDAK TERBACA/);
  await page.press('understood', 'ready');
});

test('a browser that is killed in the middle shows the same screen when it is back', async () => {
  await page.vote(hall.card(1), 2, 'compare');
  const before = { turn: await page.turn(), text: await page.text(), kinds: kinds(1) };
  await browser.close();
  browser = await launch();
  const again = await fresh(browser, hall.booths[0]);
  await again.see('compare');
  assert.deepEqual({ turn: await again.turn(), text: await again.text(), kinds: kinds(1) }, before);
  await again.press('yes', 'ended');
  assert.match(await again.text(), /SUARA ANDA SUDAH TERSIMPAN/);
  assert.deepEqual(kinds(1).slice(before.kinds.length), ['cast']);
});

test('nothing but the steps of the table happened', () => {
  const table = rowsOf(hall.table);
  const steps = page.transitions().filter(({ by }) => by !== null).map(({ from, by, to }) => row(from, by, to));
  assert.deepEqual(steps.filter((step) => !table.has(step)), []);
  assert.deepEqual(page.wrong.filter((words) => !/40[39]|409/.test(words)), []);
});
