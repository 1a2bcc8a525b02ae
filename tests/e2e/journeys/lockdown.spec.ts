import type { Page } from 'playwright';
import { expect, test } from '../fixtures.ts';
import type { Lete } from '../lete/startLete.ts';
import { STAFF } from '../pages/counter.ts';

test.use({ cardIn: false });

/** Marks the page: a reload or a navigation takes the mark away. */
const mark = (page: Page) => page.evaluate(() => document.documentElement.setAttribute('data-mark', 'here'));
const isMarked = (page: Page) => page.evaluate(() => document.documentElement.getAttribute('data-mark'));

const facts = (lete: Lete) =>
  lete.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      address: window.webContents.getURL(),
      zoom: window.webContents.getZoomFactor(),
      devTools: window.webContents.isDevToolsOpened(),
      visible: window.isVisible(),
    })),
  );

async function unchanged(lete: Lete, page: Page, before: Awaited<ReturnType<typeof facts>>): Promise<void> {
  // Not by a locator: it would wait for a navigation that was asked for and refused.
  expect(await page.evaluate(() => document.querySelectorAll('button').length)).toBeGreaterThan(2);
  expect(await isMarked(page)).toBe('here');
  expect(await facts(lete)).toEqual(before);
}

const KEYS = [
  'Alt+F4',
  'Alt+ArrowLeft',
  'Alt+Home',
  'Control+r',
  'Control+Shift+r',
  'Control+p',
  'Control+w',
  'Control+n',
  'Control+t',
  'Control+o',
  'Control+s',
  'Control+u',
  'Control+Shift+i',
  'Control+Shift+j',
  'Control+Equal',
  'Control+Minus',
  'F1',
  'F5',
  'F11',
  'F12',
  'Meta+d',
];

test('[KIO-6] no key leaves, reloads, prints, zooms or inspects the kiosk', async ({ lete, kiosk }) => {
  await mark(kiosk.page);
  const before = await facts(lete);
  for (const key of KEYS) await kiosk.page.keyboard.press(key);
  await unchanged(lete, kiosk.page, before);
});

test('[KIO-6] no new window, navigation, dropped file, menu, zoom or tool leaves the kiosk', async ({
  lete,
  kiosk,
  place,
}) => {
  const { page } = kiosk;
  await mark(page);
  const before = await facts(lete);
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    link.target = '_top';
    document.body.append(link);
    link.click();
    link.remove();
    location.href = 'file:///etc/passwd';
  });
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', {
      type,
      x: 600,
      y: 500,
      data: { items: [], files: [`${place.data}/terminal.json`], dragOperationsMask: 1 },
    });
  }
  await page.mouse.click(600, 60, { button: 'right' });
  await lete.electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.openDevTools();
  });
  await unchanged(lete, page, before);
});

test.describe('a kiosk of its own', () => {
  test('[KIO-6] fills the screen and does not close when it is told to', async ({ lete }) => {
    const page = await lete.window('kiosk');
    await mark(page);
    const window = await lete.electron.browserWindow(page);
    const state = () =>
      window.evaluate((target) => ({ closed: target.isDestroyed(), closable: target.isVisible() }));
    await window.evaluate((target) => target.close());
    expect(await state()).toEqual({ closed: false, closable: true });
    expect(await isMarked(page)).toBe('here');
  });
});

test('[KIO-6] staff leave by a hidden press of three seconds and their PIN; a wrong PIN leaves the kiosk shut', async ({
  lete,
  kiosk,
}) => {
  await kiosk.page.clock.install();
  await kiosk.page.reload();
  await kiosk.ready();
  await kiosk.pressStaffCorner();
  const dialog = kiosk.dialog(kiosk.t('kiosk:staff.title'));
  await kiosk.choice('radio', STAFF.name, dialog).click();
  await kiosk.enterPin(dialog, '9753');
  await kiosk.tap(kiosk.t('kiosk:staff.exit'), dialog.locator('[class*=actions]'));
  await expect(dialog.getByText(kiosk.t('errors:PIN_WRONG'))).toBeVisible();
  const ended = lete.electron.waitForEvent('close');
  await kiosk.enterPin(dialog, STAFF.pin);
  await kiosk.tap(kiosk.t('kiosk:staff.exit'), dialog.locator('[class*=actions]'));
  await ended;
});
