// Makes verify.mjs (one file, for Node and browsers) and verify.html (the same bytes inside a page). Same input, same bytes.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? here;
const read = (name) => fs.readFileSync(path.join(here, name), 'utf8');

const banner = `// Suara: verifier of election records, from docs/SPEC.md. Usage: node verify.mjs [DIR…] --anchor DIGEST|FILE
// Made of verifier/src with @noble/curves and @noble/hashes (MIT, notices below).`;
const result = await build({
  absWorkingDir: here, entryPoints: ['src/main.mjs'], bundle: true, format: 'esm', platform: 'neutral', target: 'es2022', charset: 'utf8',
  legalComments: 'inline', write: false, minifySyntax: false, treeShaking: true,
  banner: { js: banner },
});
const verifier = result.outputFiles[0].text;
if (/<!--|<\/?script/i.test(verifier)) throw new Error('the verifier cannot stand inside a page');

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const style = read('page/page.css'), page = read('page/page.js');
const scripts = `${hashOf(verifier)} ${hashOf(page)}`;
const csp = `default-src 'none'; script-src ${scripts}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
const parts = { CSP: csp, STYLE: style, VERIFIER: verifier, PAGE: page };
const html = read('page/page.html').replace(/\{\{([A-Z]+)\}\}/g, (_, name) => parts[name]);

fs.writeFileSync(path.join(out, 'verify.mjs'), verifier);
fs.writeFileSync(path.join(out, 'verify.html'), html);
