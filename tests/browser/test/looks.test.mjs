// Every face in the looks that a voter may choose, on the panels that are sold: nothing for axe to complain of, large targets, all of it in sight.
// ALL_LOOKS=1 takes all 48 looks; otherwise 12 in which every panel meets every contrast and every size.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';

import { docs } from '../gallery.mjs';
import { launch } from '../kiosk.mjs';
import { replay, screens, withLongNames } from '../screens.mjs';
import { station } from '../station.mjs';

const PANELS = [[1280, 800], [1024, 600], [800, 1280]];
const CONTRASTS = ['terang', 'gelap', 'kuning', 'lembut'];
const SIZES = ['1', '2', '3', '4'];
const OFFICERS = new Set(['pins', 'menu', 'opening', 'paper', 'totals', 'resolve', 'closing', 'export', 'said']);
/// Pixels of 20 mm on a panel of 10.1 inches: 118 at 1280×800, 93 at 1024×600.
const target = ([width, height]) => (20 * Math.hypot(width, height)) / (10.1 * 25.4);

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
const hall = await station('looks', { serve: ['--patience', 2, '--linger', 15] });
const faces = await screens(browser, hall, 1, hall.booths[0]);
test.after(async () => {
  await browser.close();
  await hall.end();
});

const looks = PANELS.map((panel, at) =>
  CONTRASTS.flatMap((contrast, number) => (process.env.ALL_LOOKS ? SIZES : [SIZES[(number + at) % 4]]).map((size) => ({ panel, contrast, size }))));

/// What is drawn wrongly, in the page.
function faults({ smallest, isVoter }) {
  const wrong = [];
  const root = document.documentElement;
  const main = document.getElementById('screen');
  if (root.scrollWidth > innerWidth || main.scrollWidth > main.clientWidth) wrong.push('scrolls sideways');
  for (const button of [...document.querySelectorAll('button')].filter((button) => button.checkVisibility())) {
    const { left, top, right, bottom, width, height } = button.getBoundingClientRect();
    const words = button.innerText.replaceAll('\n', ' ');
    if (button.scrollWidth > button.clientWidth || button.scrollHeight > button.clientHeight) wrong.push(`words cut off: ${words}`);
    if (isVoter && Math.min(width, height) < smallest) wrong.push(`too small (${width}×${height}): ${words}`);
    const seen = main.contains(button) ? main.getBoundingClientRect() : { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    if (isVoter && (left < seen.left || top < seen.top || right > seen.right + 0.5 || bottom > seen.bottom + 0.5)) wrong.push(`out of sight: ${words}`);
  }
  for (const part of isVoter ? main.querySelectorAll('h1, p, .paper, .steps') : []) {
    if (part.scrollHeight > part.clientHeight + 2 && part.clientHeight > 0) wrong.push(`cut off: ${part.className || part.tagName} ${part.scrollHeight}>${part.clientHeight}`);
    if (part.getBoundingClientRect().bottom > main.getBoundingClientRect().bottom + 0.5) wrong.push(`below the edge: ${part.className || part.tagName}`);
  }
  return wrong;
}

const violations = () => window.axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 80)} ${nodes[0].failureSummary}`));

async function check(shown, face, screen, { panel, contrast, size }) {
  await shown.show(screen);
  await shown.page.evaluate(([contrast, size]) => Object.assign(document.documentElement.dataset, { look: contrast, size }), [contrast, size]);
  const found = [...(await shown.page.evaluate(faults, { smallest: target(panel), isVoter: !OFFICERS.has(face) })), ...(await shown.page.evaluate(violations))];
  return found.map((words) => `${face}, ${panel.join('×')}, ${contrast}, ${size}: ${words}`);
}

async function checkAll(ofPanel, list) {
  const [width, height] = ofPanel[0].panel;
  const shown = await replay(browser, hall.booths[0], { viewport: { width, height } });
  await shown.page.evaluate(axe);
  const wrong = [];
  for (const look of ofPanel) for (const [face, screen] of list) wrong.push(...(await check(shown, face, screen, look)));
  await shown.page.context().close();
  return wrong;
}

test('every face is there', () => assert.equal(faces.size, new Set(hall.table.map(({ from }) => from)).size));

test('the gallery in docs shows every face with the title that it has', () => {
  const text = fs.readFileSync(path.join(docs, 'HALL_SCREENS.md'), 'utf8');
  for (const [face, { title }] of faces) {
    assert.ok(text.includes(`![${title}](hall/${face}.png)`), `${face}: draw it anew with node tests/browser/gallery.mjs`);
    assert.ok(fs.statSync(path.join(docs, 'hall', `${face}.png`)).size <= 25_000, `${face} is a small picture`);
  }
});

for (const ofPanel of looks) {
  test(`every face is whole and large enough at ${ofPanel[0].panel.join('×')}, and axe finds nothing`, async () => {
    assert.deepEqual(await checkAll(ofPanel, [...faces]), []);
  });

  test(`two to five candidates with long names are in sight at ${ofPanel[0].panel.join('×')}, and the fullest screens with the band of a rehearsal`, async () => {
    const ballots = [2, 3, 4, 5].map((count) => ['choose', withLongNames(faces.get('choose'), count)]);
    const rehearsed = [ballots[3], ['bell', faces.get('bell')], ['confirm', faces.get('confirm')]].map(([face, screen]) => [face, { ...screen, band: 'LATIHAN — BUKAN SUARA SEBENARNYA' }]);
    assert.deepEqual(await checkAll(ofPanel, [...ballots, ...rehearsed]), []);
  });
}
