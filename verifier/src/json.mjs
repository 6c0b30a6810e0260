// Canonical JSON (SPEC 1.1 to 1.3): one value has one spelling, everything else is refused while it is read.
import { fromUtf8, refuse } from './bytes.mjs';

export const MAX_INTEGER = 9007199254740991; // SPEC 1.17
const MAX_NESTING = 127; // SPEC 5.3

const PLAIN = /[^\u0000-\u001f"\\]*/y;
const NUMBER = /0|[1-9][0-9]{0,15}/y;
const SHORT = { '"': '"', '\\': '\\', b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };
const SHORT_OF = new Map(Object.entries(SHORT).map(([letter, c]) => [c, `\\${letter}`]));

class Reader {
  constructor(text) { this.text = text; this.at = 0; }

  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) refuse('not canonical JSON');
    this.at += found[0].length;
    return found[0];
  }

  expect(text) {
    if (!this.text.startsWith(text, this.at)) refuse(`not canonical JSON: no ${text}`);
    this.at += text.length;
  }

  value(depth) {
    const c = this.text[this.at];
    if (c === '"') return this.string();
    if (c === '{') return this.object(depth + 1);
    if (c === '[') return this.array(depth + 1);
    if (c === 't') { this.expect('true'); return true; }
    if (c === 'f') { this.expect('false'); return false; }
    // No sign, point or exponent: what follows the digits is refused by the caller (SPEC 1.3).
    const number = Number(this.match(NUMBER));
    return number <= MAX_INTEGER ? number : refuse('a number is too large');
  }

  string() {
    this.expect('"');
    let out = '';
    for (;;) {
      out += this.match(PLAIN);
      const c = this.text[this.at++];
      if (c === '"') return out;
      if (c !== '\\') refuse('a string does not end');
      out += this.escape();
    }
  }

  /** SPEC 1.2: the seven short escapes, and lower-case \u00XX for the other control characters. */
  escape() {
    const c = this.text[this.at++];
    if (Object.hasOwn(SHORT, c ?? '')) return SHORT[c];
    if (c !== 'u') refuse('an escape that is not canonical');
    const code = this.match(/00[01][0-9a-f]/y);
    const out = String.fromCharCode(parseInt(code, 16));
    return SHORT_OF.has(out) ? refuse('an escape that is not canonical') : out;
  }

  object(depth) {
    if (depth > MAX_NESTING) refuse('nested too deep');
    this.expect('{');
    const out = new Map();
    let last = null;
    while (this.text[this.at] !== '}') {
      if (last !== null) this.expect(',');
      const key = this.string();
      // eslint-disable-next-line no-control-regex
      if (!/^[\u0000-\u007f]*$/.test(key)) refuse('a key is not ASCII');
      if (last !== null && key <= last) refuse('keys are not in order');
      this.expect(':');
      out.set(key, this.value(depth));
      last = key;
    }
    this.at++;
    return out;
  }

  array(depth) {
    if (depth > MAX_NESTING) refuse('nested too deep');
    this.expect('[');
    const out = [];
    while (this.text[this.at] !== ']') {
      if (out.length > 0) this.expect(',');
      out.push(this.value(depth));
    }
    this.at++;
    return out;
  }
}

/** Objects become Maps, so that no key of a file can meet a name of this language. */
export function parseJson(bytes, max) {
  if (bytes.length > max) refuse('too large');
  const reader = new Reader(fromUtf8(bytes));
  const value = reader.value(0);
  return reader.at === reader.text.length ? value : refuse('bytes after the end');
}

// eslint-disable-next-line no-control-regex
const quote = (text) => `"${text.replace(/["\\\u0000-\u001f]/g, (c) =>
  SHORT_OF.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;

/** Writes what parseJson reads (Maps, arrays, strings, numbers, booleans), plain objects and null as well (SPEC 9.19). */
export function writeJson(value) {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (value instanceof Map) {
    const keys = [...value.keys()].sort();
    return `{${keys.map((key) => `${quote(key)}:${writeJson(value.get(key))}`).join(',')}}`;
  }
  if (value !== null && typeof value === 'object') {
    return writeJson(new Map(Object.entries(value).filter(([, v]) => v !== undefined)));
  }
  return String(value);
}
