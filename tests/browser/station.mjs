// A station of the real programs, and what a test breaks on it: printers, media, power.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const programs = path.join(root, 'target/release');

/// Starts `suara-hall` in a folder of its own and waits until every booth says where its page is.
export async function station(name, { booths = 1, candidates = 3, maxVoids = 200, rehearsal = false, serve = [] } = {}) {
  const out = path.join(root, 'target/browser', name);
  const words = ['--out', out, '--booths', booths, '--candidates', candidates, '--max-voids', maxVoids, ...(rehearsal ? ['--rehearsal'] : [])];
  const child = spawn(path.join(programs, 'suara-hall'), [...words, '--', '--settle', '0', ...serve].map(String), { stdio: ['pipe', 'pipe', 'pipe'] });
  const said = [];
  child.stderr.on('data', (text) => said.push(text));
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`suara-hall ended: ${said.join('')}`);
    return JSON.parse(value);
  };
  const first = await answer();
  let asked = Promise.resolve();
  const ask = (line) => (asked = asked.then(() => child.stdin.write(`${line}\n`) && answer()));
  const ended = new Promise((done) => child.on('exit', done));
  return {
    ...first,
    out,
    said,
    used: first.cards.map(() => 0),
    /// The next card of a booth, from 1.
    card(booth) {
      return first.cards[booth - 1][this.used[booth - 1]++];
    },
    kill: (booth) => ask(`kill ${booth}`),
    start: async (booth, ...serve) => (await ask(`start ${booth} ${serve.join(' ')}`)).url,
    printer: (booth) => printer(path.join(out, `kertas-${booth}`)),
    media: (booth) => media(out, booth),
    journal: (booth) => journal(path.join(out, `bilik-${booth}`)),
    forgivePins: (booth) => fs.rmSync(path.join(out, `bilik-${booth}`, 'pin-failures'), { force: true }),
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}

/// A file that grows is a printer that works; other things at its place do not.
function printer(file) {
  const clear = () => fs.rmSync(file, { recursive: true, force: true });
  let held = null;
  let drain = null;
  return {
    works() {
      drain?.kill();
      if (held !== null) fs.closeSync(held);
      held = drain = null;
      clear();
    },
    /// Nothing comes out.
    refuses() {
      clear();
      fs.mkdirSync(file);
    },
    /// It stops in the middle.
    breaks() {
      clear();
      fs.symlinkSync('/dev/full', file);
    },
    /// It takes no byte until `go`, and after `breaksOff` never.
    waits() {
      this.works();
      const made = spawn('mkfifo', [file]);
      return new Promise((done) => made.on('exit', done)).then(() => {
        held = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
        for (;;) {
          try {
            fs.writeSync(held, Buffer.alloc(4096));
          } catch (error) {
            if (error.code === 'EAGAIN') return;
            throw error;
          }
        }
      });
    },
    go() {
      drain = spawn('cat', [], { stdio: [fs.openSync(file, 'r+'), 'ignore', 'ignore'] });
    },
    breaksOff() {
      // Whether the program opened it already or is about to.
      fs.rmSync(file);
      fs.symlinkSync('/dev/full', file);
      fs.closeSync(held);
      held = null;
    },
    text: () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''),
  };
}

/// Takes a journal away while the booth runs, and puts it back as it was.
function media(out, booth) {
  const folders = { first: journalFolder(path.join(out, `bilik-${booth}`)), second: path.join(out, `stik-${booth}`) };
  let gone = null;
  return {
    takeAway(which) {
      gone = folders[which];
      fs.cpSync(gone, `${gone}-salinan`, { recursive: true });
      fs.rmSync(gone, { recursive: true });
    },
    putBack() {
      if (gone === null) return;
      fs.rmSync(gone, { recursive: true, force: true });
      fs.renameSync(`${gone}-salinan`, gone);
      gone = null;
    },
  };
}

const filesBelow = (folder) => fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name));
const entriesFile = (folder) => filesBelow(folder).find((file) => file.endsWith('journal/entries.jsonl'));
const journalFolder = (folder) => path.dirname(entriesFile(folder));

/// The kinds of a booth's entries, in their order.
function journal(folder) {
  const lines = fs.readFileSync(entriesFile(folder), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line).body.kind);
}
