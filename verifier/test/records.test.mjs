// Whole records: the golden ones, what must never pass, and what the command line and the page promise.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readAnchor } from '../src/anchor.mjs';
import { findRecords, readFolder } from '../src/disk.mjs';
import { writeJson } from '../src/json.mjs';
import { reportText } from '../src/text.mjs';
import { verifyFolders } from '../src/verify.mjs';
import { isPhrase } from '../src/words.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const golden = path.join(here, '../../tests/golden/v1');
const node = { fs, path };
const ids = (report, status) => {
  const checks = [...report.villages.flatMap((v) => v.checks), ...report.cross];
  return [...new Set(checks.filter((c) => c.status === status).map((c) => c.id))].sort();
};
const anchorOf = (name) => readAnchor(fs.readFileSync(path.join(golden, name, 'ANCHOR'), 'utf8'));
const public1 = path.join(golden, 'one-village/records/99.01.01.2001/public');

for (const name of fs.readdirSync(golden).sort()) {
  test(`the golden election ${name} has the verdict that is written beside it`, () => {
    const expected = JSON.parse(fs.readFileSync(path.join(golden, name, 'expected.json'), 'utf8'));
    const { records, unreadable } = findRecords([path.join(golden, name)], node);
    const report = verifyFolders(records.map((r) => readFolder(r, node)), { anchor: anchorOf(name), unreadable });
    assert.equal(report.exit, expected.exit_code);
    assert.equal(report.verdict, expected.verdict);
    assert.deepEqual(ids(report, 'FAIL'), expected.failed);
    const villages = report.villages.map((v) => ({ village: v.village, votes: v.options.map((o) => o.votes), winner: v.winner }));
    assert.deepEqual(villages, expected.villages);
  });
}

test('a record in which one byte of one file changed is never valid', () => {
  const { files } = readFolder(public1, node);
  for (const [name, bytes] of files) {
    if (bytes.length === 0) continue;
    const changed = Uint8Array.from(bytes);
    changed[Math.floor(bytes.length / 2)] ^= 1;
    const report = verifyFolders([{ path: 'r', files: new Map(files).set(name, changed) }], { anchor: anchorOf('one-village') });
    assert.equal(report.verdict, 'failed', name);
  }
});

test('a record without one of its files is never valid', () => {
  const { files } = readFolder(public1, node);
  for (const name of files.keys()) {
    const fewer = new Map(files);
    fewer.delete(name);
    assert.equal(verifyFolders([{ path: 'r', files: fewer }], { anchor: anchorOf('one-village') }).verdict, 'failed', name);
  }
});

test('nothing is valid without an anchor, with another anchor, or without a record', () => {
  const { files } = readFolder(public1, node);
  assert.equal(verifyFolders([{ path: 'r', files }]).exit, 3);
  assert.equal(verifyFolders([]).exit, 4);
  assert.equal(verifyFolders([{ path: 'r', files }], { anchor: '00'.repeat(32) }).exit, 1);
});

test('the built file is that of the sources, the page holds it unchanged, and it says what the sources say', () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'verify-'));
  assert.equal(spawnSync('node', [path.join(here, '../build.mjs'), out]).status, 0);
  const text = (folder, name) => fs.readFileSync(path.join(folder, name), 'utf8');
  for (const name of ['verify.mjs', 'verify.html']) {
    assert.ok(text(out, name) === text(path.join(here, '..'), name), `${name} is not as built`);
  }
  assert.ok(text(out, 'verify.html').includes(text(out, 'verify.mjs')));
  const words = [path.join(out, 'verify.mjs'), public1, '--anchor', path.join(golden, 'one-village/ANCHOR'), '--json'];
  const run = spawnSync('node', words, { encoding: 'utf8' });
  const { files } = readFolder(public1, node);
  assert.equal(run.status, 0);
  const own = verifyFolders([{ path: fs.realpathSync(public1), files }], { anchor: anchorOf('one-village') });
  assert.equal(run.stdout, `${writeJson(own)}\n`);
  assert.equal(spawnSync('node', [path.join(out, 'verify.mjs'), '--anchor', 'x']).status, 2);
  fs.rmSync(out, { recursive: true });
});

test('a verifier that lies in a record checks that record', () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'verify-'));
  fs.cpSync(public1, out, { recursive: true });
  fs.copyFileSync(path.join(here, '../verify.mjs'), path.join(out, 'verify.mjs'));
  const run = spawnSync('node', [path.join(out, 'verify.mjs'), '--json'], { encoding: 'utf8' });
  assert.equal(JSON.parse(run.stdout).villages.length, 1);
  assert.equal(run.status, 1); // a stranger's aid: not listed, and not the one of the index
  assert.deepEqual(ids(JSON.parse(run.stdout), 'FAIL'), ['C03', 'C05']);
  fs.rmSync(out, { recursive: true });
});

test('a folder with a link or a hidden file is refused, and so is a path that is too deep', () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'verify-'));
  fs.cpSync(public1, out, { recursive: true });
  assert.equal(readFolder(out, node).problem, undefined);
  fs.symlinkSync(path.join(public1, 'roots.json'), path.join(out, 'link'));
  assert.match(readFolder(out, node).problem, /link/);
  fs.rmSync(path.join(out, 'link'));
  fs.mkdirSync(path.join(out, 'a/b/c/d'), { recursive: true });
  assert.match(readFolder(out, node).problem, /a\/b\/c\/d/);
  fs.rmSync(path.join(out, 'a'), { recursive: true });
  fs.writeFileSync(path.join(out, '.x'), '');
  const report = verifyFolders([readFolder(out, node)]);
  assert.equal(report.exit, 1);
  assert.deepEqual(ids(report, 'FAIL'), ['C01']);
  fs.rmSync(out, { recursive: true });
});

test('names from files cannot steer a terminal', () => {
  const text = reportText(verifyFolders([{ path: '\u001b[2Jx\u202e', files: new Map([['SHA256SUMS', new Uint8Array(3)]]) }])).join('');
  assert.ok(!/[\u001b\u202e]/.test(text)); // eslint-disable-line no-control-regex
});

test('every phrase of a finding has its Indonesian', () => {
  const source = fs.readdirSync(path.join(here, '../src')).filter((name) => name !== 'words.mjs')
    .map((name) => fs.readFileSync(path.join(here, '../src', name), 'utf8')).join('\n');
  const calls = /(?:\bf\.fail|\bf\.skip|\slost|\sunused|\sfail)\((?:[^()]|\([^()]*\))*?'([a-z][^']* [^']*)'/g;
  const phrases = [...source.matchAll(calls)].map((m) => m[1]);
  assert.ok(phrases.length > 50);
  for (const phrase of phrases) assert.ok(isPhrase(phrase), phrase);
});
