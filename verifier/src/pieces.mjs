// Reading evidence: heads, strips and papers in the files of a witness (SPEC 6.8, 10.4, 10.5).
import { attempt, fromUtf8, refuse, unbase64, unhex, utf8 } from './bytes.mjs';
import { frame } from './bytes.mjs';
import { isOrigin, parseHead, parseNote } from './note.mjs';

const TITLES = ['LAPORAN NOL', 'BENIH BARU', 'LAPORAN PENUTUPAN', 'TANDA TERIMA'];
/** SPEC 10.5; in a closing report the last is not compared. */
export const COUNTS = ['Suara tersimpan', 'Uji mesin', 'Batal', 'Dibatalkan', 'Struk tanpa SAH', 'Struk beda'];
export const trim = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
const trimEnd = (text) => text.replace(/\p{White_Space}+$/u, '');

/** A note whose text is a head: {kind, origin, head, bytes, text}. */
function headPiece(text) {
  const bytes = utf8(text);
  const head = parseHead(parseNote(bytes).text);
  return { kind: 'head', origin: head.origin, head, bytes, text: text.trimEnd().split(/\n+/).join(' ') };
}

/** SPEC 10.4: a head on one line stands for its note. */
function headOnLine(line) {
  const words = line.split(' ');
  if (words.length < 6 || words.length % 3 !== 0) refuse('not a head on one line');
  const lines = [];
  for (let i = 3; i < words.length; i += 3) lines.push(words.slice(i, i + 3).join(' '));
  return headPiece(`${words.slice(0, 3).join('\n')}\n\n${lines.join('\n')}\n`);
}

const FATE_OF = { TERSIMPAN: 'cast', UJI: 'challenged', BATAL: 'spoiled', DIBATALKAN: 'void' };

/** SPEC 6.8. */
function stripPiece(line) {
  const words = trim(line).split(' ');
  const [tag, origin, code, card, word, mark, sig] = words;
  if (words.length !== 7 || tag !== 'SUARA-TT' || !isOrigin(origin) || !/^[0-9a-f]{64}$/.test(code)) refuse('not a strip');
  const signature = unbase64(sig);
  if (!Object.hasOwn(FATE_OF, word) || signature.length !== 64) refuse('not a strip');
  const signed = frame('strip', origin, unhex(code), card, word, mark);
  return { kind: 'strip', origin, code, card, word, fate: FATE_OF[word], mark, signature, signed, text: words.join(' ') };
}

const scan = (line) => (line.startsWith('SUARA-TT') ? stripPiece(line) : headOnLine(line));

const isEdge = (line) => /^\+-+\+$/.test(line) && utf8(line).length > 4;

/** SPEC 10.5, the frame: the lines above it and the text of its QR code. */
function framed(lines) {
  const ends = lines.map(trimEnd);
  const open = ends.findIndex(isEdge);
  const close = open < 0 ? -1 : ends.findIndex((line, i) => i > open && isEdge(line));
  if (close < 0) refuse('no whole frame');
  const inside = ends.slice(open + 1, close).map((line) =>
    (line.startsWith('| ') && line.endsWith(' |') && line.length >= 4 ? line.slice(2, -2) : refuse('a line of the frame')));
  const text = trimEnd(inside.join(''));
  return { above: lines.slice(0, open), code: text.startsWith('QR: ') ? text.slice(4) : refuse('no QR code') };
}

/** SPEC 10.5: [label, value] in order. */
function pairsOf(lines) {
  const out = [];
  let last = null;
  for (const line of lines) {
    const at = line.indexOf(' : ');
    if (last && line.startsWith('    ') && trim(line) !== '') last[1] += trim(line);
    else if (!line.startsWith(' ') && at >= 0 && trim(line.slice(0, at)) !== '') {
      last = [trim(line.slice(0, at)), trim(line.slice(at + 3))];
      out.push(last);
    } else last = null;
  }
  return out;
}

function countsIn(lines) {
  return lines.flatMap((line) => {
    const label = COUNTS.find((name) => line.startsWith(`${name} `));
    if (!label) return [];
    const word = trim(line.slice(label.length)).split(/\p{White_Space}/u)[0].replaceAll('.', '');
    return /^[0-9]+$/.test(word) && BigInt(word) < 2n ** 64n ? [[label, BigInt(word)]] : [];
  });
}

/** One paper from its title on. */
function paperPiece(title, lines) {
  const { above, code } = framed(lines);
  const piece = scan(code);
  if ((title === 'TANDA TERIMA') !== (piece.kind === 'strip')) refuse('the QR code of another kind of paper');
  return piece.kind === 'strip' ? piece : { ...piece, report: title, pairs: pairsOf(above), counts: countsIn(above) };
}

/** SPEC 10.4: the pieces of one file, and the places (file, or file and line) that could not be read. */
export function readPieces(path, bytes) {
  const raw = attempt(() => fromUtf8(bytes));
  if (raw === undefined) return { pieces: [], unread: [path] };
  const text = raw.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const whole = attempt(() => headPiece(text));
  if (whole) return { pieces: [{ ...whole, place: path }], unread: [] };
  const lines = text.split('\n');
  const titles = lines.flatMap((line, i) => (TITLES.includes(trim(line)) ? [i] : []));
  const paper = (from, n) => paperPiece(trim(lines[from]), lines.slice(from + 1, titles[n + 1]));
  const spans = titles.length > 0 ? titles.map((from, n) => ({ from, read: () => paper(from, n) }))
    : lines.flatMap((line, from) => (trim(line) === '' ? [] : [{ from, read: () => scan(trim(line)) }]));
  const read = spans.map(({ from, read: one }) => ({ place: `${path}:${from + 1}`, piece: attempt(one) }));
  const pieces = read.filter((one) => one.piece).map(({ place, piece }) => ({ ...piece, place }));
  const unread = read.filter((one) => !one.piece).map((one) => one.place);
  return { pieces, unread: pieces.length === 0 && titles.length === 0 ? [path] : unread };
}
