// The page's script against a document of a few lines: it gathers a folder, verifies it and shows the report as text only.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const record = path.join(here, '../../tests/golden/v1/one-village/records/99.01.01.2001/public');

class Element {
  constructor(name) {
    Object.assign(this, { name, children: [], listeners: {}, textContent: '', className: '', value: '', checked: false, disabled: false });
  }

  append(...more) { this.children.push(...more); }
  replaceChildren(...all) { this.children = all; }
  addEventListener(kind, listener) { this.listeners[kind] = listener; }
  text() { return [this.textContent, ...this.children.map((child) => child.text())].join('\n'); }
}

function filesBelow(folder, root) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(at, root);
    const bytes = fs.readFileSync(at);
    const own = `top/${path.relative(root, at)}`;
    return [{ webkitRelativePath: own, size: bytes.length, arrayBuffer: async () => Uint8Array.from(bytes).buffer }];
  });
}

test('the page verifies a folder that is chosen in it', async () => {
  const html = fs.readFileSync(path.join(here, '../verify.html'), 'utf8');
  const elements = new Map([...html.matchAll(/ id="([a-z]+)"/g)].map((m) => [m[1], new Element(m[1])]));
  globalThis.document = { getElementById: (id) => elements.get(id), createElement: (name) => new Element(name) };
  await import(pathToFileURL(path.join(here, '../verify.mjs')));
  await import(pathToFileURL(path.join(here, '../page/page.js')));
  elements.get('folder').listeners.change({ target: { files: filesBelow(record, record) } });
  elements.get('anchor').value = fs.readFileSync(path.join(here, '../../tests/golden/v1/one-village/ANCHOR'), 'utf8');
  await elements.get('go').listeners.click();
  const shown = elements.get('report').text();
  assert.equal(elements.get('state').textContent, '');
  assert.match(shown, /SAH: .* \/ VALID: .* \[0\]/);
  assert.match(shown, /Wayan Merta\n4/);
  assert.match(shown, /Terpilih \/ elected: 2 Wayan Merta/);
  assert.match(shown, /Indeks kabupaten \/ Regency index/);
});

test('the page allows no network and no markup from files', () => {
  const html = fs.readFileSync(path.join(here, '../verify.html'), 'utf8');
  assert.match(html, /content="default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'; style-src 'sha256-[^']+';/);
  assert.ok(!/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\son[a-z]+=/.test(html));
  assert.ok(!/(?:src|href)\s*=\s*"/.test(html));
});
