// The page in a real browser, from disk: what people see, and that nothing leaves the machine.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const election = path.join(here, '../../tests/golden/v1/one-village');
const page = pathToFileURL(path.join(here, '../verify.html')).href;
const anchor = fs.readFileSync(path.join(election, 'ANCHOR'), 'utf8').trim();
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet });
test.after(() => browser.close());

/// Opens the page, chooses the folder, and gives the verdict with everything that went wrong or tried to leave the machine.
async function verified(folder, typed) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const wrong = [];
  tab.on('pageerror', (error) => wrong.push(String(error)));
  tab.on('console', (message) => wrong.push(message.text()));
  tab.on('request', (request) => request.url() === page || wrong.push(`asked for ${request.url()}`));
  await tab.goto(page);
  await tab.locator('#folder').setInputFiles(folder);
  await tab.locator('#anchor').fill(typed);
  await tab.locator('#go').click();
  const verdict = await tab.locator('.verdict').innerText();
  const text = await tab.locator('#report').innerText();
  await context.close();
  return { verdict, text, wrong };
}

test('a browser without a network finds an honest record valid', async () => {
  for (const tier of ['public', 'sealed']) {
    const { verdict, text, wrong } = await verified(path.join(election, 'records/99.01.01.2001', tier), anchor);
    assert.match(verdict, /^SAH: .*\[0\]$/);
    assert.match(text, /Terpilih \/ elected: 2 Wayan Merta/);
    assert.deepEqual(wrong, []);
  }
});

test('a browser says when the paper names another election', async () => {
  const { verdict, text, wrong } = await verified(path.join(election, 'records/99.01.01.2001/public'), '00'.repeat(32));
  assert.match(verdict, /^TIDAK SAH: .*\[1]$/);
  assert.match(text, /C06/);
  assert.deepEqual(wrong, []);
});
