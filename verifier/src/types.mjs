// The types of tables (SPEC 1.3 to 1.5) and closed shapes. A type is a function: value of JSON in, value out, or Refused.
import { refuse, unbase64 } from './bytes.mjs';
import { MAX_INTEGER } from './json.mjs';

export function string(v) { return typeof v === 'string' ? v : refuse('not a string'); }
export function boolean(v) { return typeof v === 'boolean' ? v : refuse('not true or false'); }

export const integer = (max, min = 0) => (v) =>
  (typeof v === 'number' && v >= min && v <= max ? v : refuse(`not an integer from ${min} to ${max}`));
export const u8 = integer(255);
export const u32 = integer(4294967295);
export const u64 = integer(MAX_INTEGER);

export const matching = (pattern, name) => (v) => (pattern.test(string(v)) ? v : refuse(`not a ${name}`));
export const oneOf = (...words) => (v) => (words.includes(string(v)) ? v : refuse(`none of ${words.join(', ')}`));

export const hash = matching(/^[0-9a-f]{64}$/, 'hash');
export const hex16 = matching(/^[0-9a-f]{32}$/, 'value of 32 hex characters');
export const seed = hash;
export const election = matching(/^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/, 'name of an election');
export const village = matching(/^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$/, 'code of a village');
export const station = matching(/^(?!000)[0-9]{3}$/, 'station');
export const booth = matching(/^[1-9]$/, 'booth');
export const stratum = matching(/^[a-z0-9-]{1,20}$/, 'stratum');

/** SPEC 1.4 `base64(n)`: bytes of exactly this length. */
export const base64 = (size) => (v) => {
  const bytes = unbase64(string(v));
  return bytes.length === size ? bytes : refuse(`not ${size} bytes of base64`);
};
export const signature = base64(64);

const MAX_TEXT = 200;
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/; // eslint-disable-line
const EDGE = /^[\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|[\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]$/;

/** SPEC 1.5 `text`, counted in code points. */
export function text(v) {
  const n = [...string(v)].length;
  return n >= 1 && n <= MAX_TEXT && !FORBIDDEN.test(v) && !EDGE.test(v) ? v : refuse('not a text');
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** SPEC 1.5 `day`. */
export function day(v) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(string(v))) refuse('not a day');
  const [year, month, date] = v.split('-').map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && leap ? 29 : DAYS[month - 1];
  return last !== undefined && date >= 1 && date <= last ? v : refuse('not a day');
}

/** SPEC 1.5 `hour`. */
export function hour(v) {
  if (!/^.{10}T(?:[01][0-9]|2[0-3]):00:00\+0[789]:00$/s.test(string(v))) refuse('not an hour');
  day(v.slice(0, 10));
  return v;
}

export const list = (type, min = 0, max = Infinity) => (v) => {
  if (!Array.isArray(v) || v.length < min || v.length > max) refuse('not a list of the right length');
  return v.map(type);
};

/** A closed object (SPEC 1.1): these fields and no others; a type wrapped by `optional` may be absent. */
export const object = (fields) => {
  const names = Object.keys(fields);
  return (v) => {
    if (!(v instanceof Map)) refuse('not an object');
    const out = {};
    let seen = 0;
    for (const name of names) {
      const type = fields[name];
      if (v.has(name)) { out[name] = (type.optional ?? type)(v.get(name)); seen++; } else if (!type.optional) refuse(`no ${name}`);
    }
    return seen === v.size ? out : refuse('an unknown field');
  };
};
export const optional = (type) => ({ optional: type });

/** An object whose `kind` chooses its shape; each shape lists the fields beside `kind`. */
export const byKind = (shapes) => {
  const types = new Map(Object.entries(shapes).map(([kind, fields]) => [kind, object({ kind: string, ...fields })]));
  return (v) => {
    if (!(v instanceof Map)) refuse('not an object');
    return (types.get(v.get('kind')) ?? refuse('an unknown kind'))(v);
  };
};

/** Refuses unless each element is above the one before. */
export function ascending(items, compare, what) {
  for (let i = 1; i < items.length; i++) if (compare(items[i - 1], items[i]) >= 0) refuse(`${what} are not strictly ascending`);
}
export const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
