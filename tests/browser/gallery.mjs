// Draws the gallery of the booth's screens anew: docs/hall/<face>.png and docs/HALL_SCREENS.md.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { launch } from './kiosk.mjs';
import { replay, screens } from './screens.mjs';
import { station } from './station.mjs';

export const docs = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../docs');

/// The faces in the order of a day, with what each is for.
export const FACES = {
  'not-open': 'Before the polls are open.',
  pins: 'An officer types the own PIN; what one must not do alone asks for two.',
  menu: 'What an officer may do now. It offers nothing else.',
  opening: 'Opening, step by step: zero report, witnesses, signatures, two PINs.',
  said: 'What was done, or why not.',
  ready: 'Waits for a card.',
  refused: 'The card gives no ballot: what is wrong with it, and where to go.',
  choose: 'The ballot: every candidate in the drawn order, and the blank vote.',
  confirm: 'Is it right? YES is always on the right and green.',
  'still-there': 'Nobody touched anything for a while. Nothing was stored.',
  printing: 'The slip is being printed. Nothing can be pressed.',
  compare: 'Is the slip as the screen? The code\'s first two groups are shown before the answer.',
  'why-not': 'Three reasons for NO.',
  'test-warning': 'Before a choice is opened for all to see. The button is held for two seconds.',
  bell: 'No answer came: an officer is called. The answer still counts.',
  ended: 'How the vote ended, and whether it is stored.',
  resolve: 'What became of the last ballot, and which of its papers is missing. No choice is shown.',
  stopped: 'The machine stopped while it worked. An officer starts it again.',
  paused: 'Paused by an officer, or because slips differed too often.',
  paper: 'Changing paper, step by step.',
  totals: 'Counts only; a booth has no totals of candidates at any time.',
  closing: 'Closing, step by step. It is final.',
  export: 'Where the bundle goes.',
  closed: 'Closed for good.',
};

/// A folder's name is that of one machine.
const withoutPaths = (screen) => JSON.parse(JSON.stringify(screen).replaceAll(/"label":"\/[^"]*"/g, '"label":"/media/stik"'));

async function draw() {
  const browser = await launch();
  const hall = await station('gallery', { serve: ['--patience', 3, '--linger', 30] });
  const found = await screens(browser, hall, 1, hall.booths[0]);
  const shown = await replay(browser, hall.booths[0], { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 0.4 });
  const pages = path.join(docs, 'hall');
  fs.mkdirSync(pages, { recursive: true });
  const parts = [];
  for (const [face, words] of Object.entries(FACES)) {
    const screen = withoutPaths(found.get(face));
    await shown.show(screen);
    await shown.page.screenshot({ path: path.join(pages, `${face}.png`) });
    parts.push(`## ${face}: ${screen.title}\n\n${words}\n\n![${screen.title}](hall/${face}.png)\n`);
  }
  const head = '# Screens of a booth\n\nAs the programs draw them at 1280×800. Made by `node tests/browser/gallery.mjs` after a release build; do not edit.\n\n';
  fs.writeFileSync(path.join(docs, 'HALL_SCREENS.md'), head + parts.join('\n'));
  await browser.close();
  await hall.end();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await draw();
