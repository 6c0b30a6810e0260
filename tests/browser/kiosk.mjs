// A booth's page as a voter or an officer uses it, and a record of every screen that came and every press that was taken.
import { chromium } from 'playwright-core';

export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
];
export const viewport = { width: 1280, height: 800 };

export const launch = () => chromium.launch({ executablePath, args: quiet });

/// The words of the table for what a page sends.
const inputName = (action) => action.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('');

/// Notes what the page gets and sends; it changes nothing.
function listen() {
  const real = window.fetch;
  let noted = Promise.resolve();
  const note = (after) => (noted = noted.then(after));
  window.fetch = (where, options) => {
    const asked = real(where, options);
    // In their order: what was pressed on a screen is known before the next one.
    if (where === 'intent') note(async () => (await asked.catch(() => ({}))).ok && window.noteIntent(JSON.parse(options.body)));
    else if (String(where).startsWith('screen')) {
      return asked.then((answer) => {
        const copy = answer.clone();
        note(async () => copy.ok && window.noteScreen(await copy.json()));
        return answer;
      });
    }
    return asked;
  };
}

/// A booth's page in a window of its own, as nothing else slows it down there.
export const fresh = async (browser, url, more = {}) => kiosk(await browser.newContext({ viewport, ...more }), url);

/// Opens a booth's page.
export async function kiosk(context, url) {
  const page = await context.newPage();
  const screens = new Map();
  const taken = new Map();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => wrong.push(message.text()));
  page.on('request', (request) => new URL(request.url()).hostname === '127.0.0.1' || request.url().startsWith('blob:') || wrong.push(`asked for ${request.url()}`));
  let heard = () => {};
  await page.exposeFunction('noteScreen', ({ turn, screen }) => {
    screens.set(turn, screen);
    heard();
  });
  await page.exposeFunction('noteIntent', ({ turn, action }) => void taken.set(turn, inputName(action)));
  await page.addInitScript(listen);
  await page.goto(url);
  const kiosk = new Kiosk(page, screens, taken, wrong);
  kiosk.noted = async (turn) => {
    while (!screens.has(turn)) await new Promise((done) => (heard = done));
  };
  await page.waitForSelector('html[data-turn]');
  return kiosk;
}

/// A press that found its screen gone.
function ignoreGone(error) {
  if (!['TimeoutError', 'TargetClosedError'].includes(error.name) && !/closed|detached/.test(error.message)) throw error;
}

class Kiosk {
  constructor(page, screens, taken, wrong) {
    Object.assign(this, { page, screens, taken, wrong });
  }

  face = () => this.page.evaluate(() => document.documentElement.dataset.face);
  turn = () => this.page.evaluate(() => Number(document.documentElement.dataset.turn));
  text = () => this.page.locator('body').innerText();

  /// Waits for a screen of this name.
  async see(face) {
    await this.page.waitForSelector(`html[data-face="${face}"]`, { timeout: 15000 });
    return this;
  }

  /// Waits until another screen than the one of this turn is up, and gives its name.
  async after(turn) {
    const up = (before) => Number(document.documentElement.dataset.turn) > before && { ...document.documentElement.dataset };
    const shown = await (await this.page.waitForFunction(up, turn, { timeout: 25000 })).jsonValue();
    await this.noted(Number(shown.turn));
    return shown.face;
  }

  /// As `press`, `scan` and `pins`, but does not mind if the screen goes away meanwhile, and waits for nothing.
  async tryPress(action) {
    const turn = await this.turn();
    const button = this.onTurn(turn, `[data-action="${action}"]`);
    await this.unlessGone(turn, this.isHeld(turn, action) ? this.hold(button, turn) : button.click());
  }

  async tryScan(text) {
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /// As a scanner that needs no time for a line; the last key is a real one.
  async scanAtOnce(text) {
    await this.page.evaluate((text) => [...text].forEach((key) => dispatchEvent(new KeyboardEvent('keydown', { key }))), text);
    await this.page.keyboard.press('Enter');
  }

  async tryPins(pins) {
    const turn = await this.turn();
    const people = this.screens.get(turn)?.elements.flatMap((element) => element.fields ?? []).length ?? 0;
    for (const [at, pin] of pins.slice(0, people).entries()) await this.unlessGone(turn, this.onTurn(turn, `[name=pin${at + 1}]`).fill(pin));
    await this.tryPress('pins');
  }

  /// What stands on the screen of one turn and on no later one.
  onTurn = (turn, selector) => this.page.locator(`html[data-turn="${turn}"] ${selector}`).first();

  /// Waits for something that is done on a screen, or until that screen is gone.
  unlessGone = (turn, doing) => Promise.race([doing.catch(ignoreGone), this.after(turn)]);

  isHeld(turn, action) {
    const buttons = this.screens.get(turn)?.elements.flatMap((element) => element.buttons ?? []);
    return buttons?.some((made) => made.action === action && made.kind === 'hold');
  }

  /// Presses a button; `at` says which of several. Without `face` it waits for any other screen.
  async press(action, face = null, at = 0) {
    const turn = await this.turn();
    const button = this.page.locator(`[data-action="${action}"]`).nth(at);
    if (this.isHeld(turn, action)) await this.hold(button, turn);
    else await button.click();
    return face === null ? this.after(turn) : this.see(face);
  }

  async hold(button, turn) {
    await button.hover();
    await this.page.mouse.down();
    await this.after(turn);
    await this.page.mouse.up();
  }

  /// Types as a scanner does.
  async scan(text, face = null) {
    const turn = await this.turn();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
    return face === null ? this.after(turn) : this.see(face);
  }

  async pins(pins, face = null) {
    for (const [at, pin] of pins.entries()) await this.page.fill(`[name=pin${at + 1}]`, pin);
    return this.press('pins', face);
  }

  /// From the screen between voters to the menu.
  async officer(pin) {
    await this.press('officer', 'pins');
    await this.pins([pin], 'menu');
  }

  /// From TPS BELUM DIBUKA to MASUKKAN KARTU ANDA.
  async open(pins) {
    await this.officer(pins[0]);
    await this.press('open', 'opening');
    await this.press('open', 'pins');
    await this.pins(pins, 'said');
    await this.press('understood', 'menu');
    await this.press('back', 'ready');
  }

  /// A vote up to a screen of its own.
  async vote(card, tile, upTo = 'ready') {
    const steps = [
      ['choose', () => this.scan(card, 'choose')], ['confirm', () => this.press('choose', 'confirm', tile)], ['compare', () => this.press('yes', 'compare')],
      ['ended', () => this.press('yes', 'ended')], ['ready', () => this.press('understood', 'ready')],
    ];
    for (const [face, step] of steps) {
      await step();
      if (face === upTo) return;
    }
  }

  /// What followed what: from, by, to; a missing turn is a gap that names no `by`.
  transitions() {
    const turns = [...this.screens.keys()].sort((a, b) => a - b);
    return turns.slice(1).map((turn, at) => {
      const before = turns[at];
      const isGap = turn !== before + 1;
      return { from: this.screens.get(before).face, by: isGap ? null : (this.taken.get(before) ?? 'TimeOver'), to: this.screens.get(turn).face };
    });
  }
}
