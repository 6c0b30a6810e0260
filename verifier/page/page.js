// The page around the verifier: gathers files, shows the report. Everything from a file is shown as text, never as markup.
const { folderLimits, readAnchor, title, verifyFolders, visible } = globalThis.suaraVerifier;
const at = (id) => document.getElementById(id);
const element = (name, text = '', classes = '') => {
  const out = document.createElement(name);
  out.textContent = visible(text);
  if (classes) out.className = classes;
  return out;
};

let chosen = []; // [{path, file}]

function choose(files) {
  chosen = files;
  at('go').disabled = files.length === 0;
  at('state').textContent = `${files.length} berkas / files`;
}

at('folder').addEventListener('change', (event) => {
  choose([...event.target.files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
});

/** All files below what was dropped, by whichever of the two interfaces the browser has. */
async function* filesOfHandle(handle, path) {
  if (handle.kind === 'file') yield { path, file: await handle.getFile() };
  else for await (const [name, below] of handle.entries()) yield* filesOfHandle(below, `${path}/${name}`);
}

async function* filesOfEntry(entry, path) {
  if (entry.isFile) { yield { path, file: await new Promise((done, failed) => entry.file(done, failed)) }; return; }
  const reader = entry.createReader();
  for (;;) {
    const entries = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (entries.length === 0) return;
    for (const below of entries) yield* filesOfEntry(below, `${path}/${below.name}`);
  }
}

const drop = at('drop');
drop.addEventListener('dragover', (event) => { event.preventDefault(); drop.classList.add('over'); });
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', async (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  const roots = [...event.dataTransfer.items].filter((item) => item.kind === 'file')
    .map((item) => item.getAsFileSystemHandle?.() ?? item.webkitGetAsEntry());
  try {
    const out = [];
    for (const root of await Promise.all(roots)) {
      const walk = root.kind ? filesOfHandle(root, root.name) : filesOfEntry(root, root.name);
      for await (const one of walk) out.push(one);
    }
    choose(out);
  } catch (error) { at('state').textContent = visible(error); }
});

/** SPEC 7.11: the first folder on the way down that has an entry SHA256SUMS is a record. */
function recordsOf(files) {
  const marked = new Set();
  for (const { path } of files) {
    const names = path.split('/');
    names.forEach((name, i) => { if (name === 'SHA256SUMS') marked.add(names.slice(0, i).join('/')); });
  }
  const records = new Map();
  for (const { path, file } of files) {
    const names = path.split('/');
    const depth = names.findIndex((_, i) => marked.has(names.slice(0, i).join('/')));
    if (depth < 0) continue;
    const folder = names.slice(0, depth).join('/');
    records.set(folder, [...(records.get(folder) ?? []), { path: names.slice(depth).join('/'), file }]);
  }
  return records;
}

/** SPEC 7.2, rule 4, before anything is read; names and depth are looked at by the verifier. */
async function readRecord(path, list) {
  const total = list.reduce((sum, { file }) => sum + file.size, 0);
  if (list.length > folderLimits.MAX_FILES || total > folderLimits.MAX_TOTAL) return { path, files: new Map(), problem: 'too large' };
  try {
    const files = new Map();
    for (const one of list) files.set(one.path, new Uint8Array(await one.file.arrayBuffer()));
    return { path, files };
  } catch (error) { return { path, files: new Map(), problem: String(error) }; }
}

at('go').addEventListener('click', async () => {
  const text = at('anchor').value.trim();
  const anchor = text === '' ? null : readAnchor(text);
  if (anchor === undefined) { at('state').textContent = 'Sidik ini tidak terbaca. / This digest does not read.'; return; }
  at('go').disabled = true;
  at('state').textContent = 'Memeriksa… / Verifying…';
  at('report').replaceChildren();
  await new Promise((done) => setTimeout(done, 50));
  try {
    const folders = [];
    for (const [path, list] of recordsOf(chosen)) folders.push(await readRecord(path, list));
    const options = { anchor, rehearsal: at('rehearsal').checked, complete: at('complete').checked, lang: 'both' };
    show(verifyFolders(folders, options));
    at('state').textContent = '';
  } catch (error) { at('state').textContent = visible(`Cacat program / defect of this program: ${error?.stack ?? error}`); }
  at('go').disabled = false;
});

function show(report) {
  const out = [element('p', `${report.words} [${report.exit}]`, `verdict ${report.verdict}`)];
  if (report.anchor) out.push(element('p', `Sidik indeks / digest of the index: ${report.anchor.match(/.{4}/g).join(' ')}`));
  for (const village of report.villages) out.push(...villageParts(village));
  out.push(element('h2', 'Antardesa / Between villages'), ...checkParts(report.cross));
  at('report').replaceChildren(...out);
}

function villageParts(village) {
  const rehearsal = village.mode === 'REHEARSAL' ? ' LATIHAN / REHEARSAL' : '';
  const out = [element('h2', `${village.village} ${village.name}${rehearsal}`), element('p', village.tiers.join(', '))];
  const table = element('table');
  for (const { option, name, votes } of village.options) {
    const row = element('tr');
    const label = option === 0 ? 'kosong / blank' : name;
    row.append(element('td', String(option)), element('td', label), element('td', String(votes), 'number'));
    table.append(row);
  }
  out.push(table);
  if (village.outcome) out.push(element('p', outcomeText(village)));
  return [...out, ...checkParts(village.checks)];
}

function outcomeText({ outcome, options }) {
  const name = (n) => `${n} ${options.find((o) => o.option === n)?.name ?? ''}`;
  switch (outcome.kind) {
    case 'winner': return `Terpilih / elected: ${name(outcome.candidate)}${outcome.rule ? ` (${outcome.rule})` : ''}`;
    case 'tied': return `Seri / tied: ${outcome.candidates.map(name).join(', ')}`;
    case 'cancelled': return 'Pemilihan dibatalkan / the contest is cancelled';
    default: return 'Tidak ada calon / no candidate';
  }
}

/** What did not pass stands open, what passed can be unfolded. */
function checkParts(checks) {
  const wrong = checks.filter((c) => c.status !== 'PASS'), passed = checks.filter((c) => c.status === 'PASS');
  const details = element('details');
  details.append(element('summary', `PASS ${passed.length}`), checkTable(passed));
  return [...(wrong.length > 0 ? [checkTable(wrong)] : []), details];
}

function checkTable(checks) {
  const table = element('table');
  for (const check of checks) {
    const row = element('tr'), found = element('td');
    for (const { place, evidence } of [check, ...check.more]) found.append(element('div', place ? `${place}: ${evidence}` : evidence));
    const rest = check.count - check.more.length - 1;
    if (rest > 0) found.append(element('div', `… +${rest}`));
    const { id, status, tier } = check;
    row.append(element('td', status, status), element('td', `${id} ${tier}`), element('td', title(id, 'both')), found);
    table.append(row);
  }
  return table;
}
