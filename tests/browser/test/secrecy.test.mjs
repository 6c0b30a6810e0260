// What a browser keeps of votes: nothing. The profile is a real one on disk, and every file of it is read afterwards.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';

import { chromium } from 'playwright-core';

import { executablePath, kiosk, quiet, viewport } from '../kiosk.mjs';
import { station } from '../station.mjs';

const hall = await station('secrecy', { serve: ['--patience', 600] });
const profile = path.join(hall.out, 'profil');
test.after(() => hall.end());

const asked = [];
const policies = new Set();
let stored;
let shown;
const typed = [...hall.pins];

test('five votes in a browser with a profile on disk', async () => {
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: quiet, viewport });
  context.on('request', (request) => asked.push(request.url()));
  context.on('response', (answer) => answer.url().startsWith('http') && policies.add(answer.headers()['content-security-policy']));
  shown = await kiosk(context, hall.booths[0]);
  await shown.open(hall.pins);
  for (const tile of [0, 1, 2, 3, 1]) {
    const card = hall.card(1);
    typed.push(card);
    await shown.vote(card, tile, 'compare');
    typed.push((await shown.page.locator('.code').innerText()).replaceAll('\n', ' '));
    await shown.press('yes', 'ended');
    await shown.press('understood', 'ready');
  }
  stored = await shown.page.evaluate(async () => ({
    local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length, cookies: document.cookie,
  }));
  await context.close();
});

test('no address holds more than fixed paths, a turn and numbers of assets, and none is of another machine', () => {
  const address = /^(http:\/\/127\.0\.0\.1:\d+\/(|kiosk\.css|(kiosk|draw|fields|touch|keys|voice)\.js|assets|asset\/\d+|screen\?after=\d+|intent)(#[0-9a-f]{64})?|blob:http:\/\/127\.0\.0\.1:\d+\/[0-9a-f-]{36})$/;
  assert.ok(asked.length > 60);
  assert.deepEqual(asked.filter((url) => !address.test(url)), []);
});

test('the page keeps nothing, and nothing was said on the console', () => {
  assert.deepEqual(stored, { local: 0, session: 0, databases: 0, caches: 0, cookies: '' });
  assert.deepEqual(shown.wrong, []);
});

test('every answer allows the page its own files and no script or style inside it', () => {
  assert.equal(policies.size, 1);
  const [policy] = policies;
  assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
  assert.doesNotMatch(policy, /unsafe|\*|data:/);
});

test('no file of the profile holds a choice, a card, a code or a PIN', () => {
  const names = [...shown.screens.values()].flatMap((screen) => screen.elements.flatMap((element) => element.tiles ?? [])).map(({ name }) => name);
  const secrets = [...new Set([...names, ...typed, 'ANDA MEMILIH', 'NOMOR 2', 'SUARA KOSONG', 'APAKAH SUDAH BENAR'])];
  assert.ok(secrets.length >= 17, 'three names, the blank, ten of cards and codes, two PINs');
  const forms = secrets.flatMap((secret) => [Buffer.from(secret), Buffer.from(secret, 'utf16le'), Buffer.from(encodeURIComponent(secret))]);
  const files = fs.readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  assert.ok(files.length > 20, 'the profile was written');
  const found = files.filter((file) => forms.some((form) => fs.readFileSync(file).includes(form)));
  assert.deepEqual(found, []);
});
