// The report for a person at a terminal.
import { title, visible } from './words.mjs';

const LABELS = {
  id: {
    winner: 'Terpilih', tied: 'Seri', cancelled: 'Pemilihan dibatalkan', no_candidate: 'Tidak ada calon', blank: 'kosong',
    digest: 'Sidik indeks', rule: 'aturan', more: 'lagi', anchor: 'Bandingkan dengan kertas.',
  },
  en: {
    winner: 'Elected', tied: 'Tied', cancelled: 'The contest is cancelled', no_candidate: 'No candidate', blank: 'blank',
    digest: 'Digest of the index', rule: 'rule', more: 'more', anchor: 'Compare it with the paper.',
  },
};

function outcomeLine({ outcome, options }, words) {
  if (outcome === null) return [];
  const name = (n) => visible(options.find((o) => o.option === n)?.name ?? '');
  if (outcome.kind === 'winner') {
    return [`  ${words.winner}: ${outcome.candidate} ${name(outcome.candidate)}${outcome.rule ? ` (${words.rule}: ${outcome.rule})` : ''}`];
  }
  if (outcome.kind === 'tied') return [`  ${words.tied}: ${outcome.candidates.join(', ')}`];
  return [`  ${words[outcome.kind]}`];
}

function* checkLines(checks, lang) {
  const words = LABELS[lang];
  for (const check of checks) {
    if (check.status === 'PASS') continue;
    yield `  ${check.status} ${check.id} ${title(check.id, lang)} [${check.tier}]`;
    for (const { place, evidence } of [check, ...check.more]) yield `      ${visible(place)}: ${visible(evidence)}`;
    const rest = check.count - check.more.length - 1;
    if (rest > 0) yield `      … ${rest} ${words.more}`;
  }
}

/** All lines of a report. */
export function reportText(report) {
  const { lang } = report, words = LABELS[lang], out = [];
  for (const village of report.villages) {
    const count = (status) => village.checks.filter((c) => c.status === status).length;
    const rehearsal = village.mode === 'REHEARSAL' ? ' LATIHAN / REHEARSAL' : '';
    out.push(`${visible(village.village)} ${visible(village.name)} (${village.tiers.join(', ')})${rehearsal}`);
    out.push(`  PASS ${count('PASS')}   FAIL ${count('FAIL')}   NOT-CHECKED ${count('NOT-CHECKED')}`);
    for (const { option, name, votes } of village.options) {
      out.push(`  ${String(option).padStart(3)}  ${visible(option === 0 ? words.blank : name)}: ${votes}`);
    }
    out.push(...outcomeLine(village, words), ...checkLines(village.checks, lang), '');
  }
  out.push(...checkLines([...report.cross, ...(report.evidence ?? [])], lang));
  if (report.anchor) out.push(`${words.digest}: ${report.anchor.match(/.{4}/g).join(' ')}${report.exit === 3 ? `. ${words.anchor}` : ''}`);
  out.push(`${report.words} [${report.exit}]`);
  return out;
}
