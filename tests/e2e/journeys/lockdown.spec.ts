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

/** As accelerators name them. */
const KEYS = [
  'Alt+F4',
  'Alt+Left',
  'Alt+Home',
  'Alt+D',
  'Meta+D',
  'PrintScreen',
  ...['R', 'Shift+R', 'P', 'W', 'N', 'T', 'O', 'S', 'U', 'F', 'J', 'H'].map((key) => `Control+${key}`),
  ...['Shift+I', 'Shift+J', 'Tab', '=', '-', '0'].map((key) => `Control+${key}`),
  ...Array.from({ length: 24 }, (_, index) => `F${index + 1}`),
];

/** Presses keys as the operating system hands them to a window; a test driver's own keys pass the guard by. */
const pressInWindow = (lete: Lete, keys: readonly string[]): Promise<void> =>
  lete.electron.evaluate(({ BrowserWindow }, pressed) => {
    const windows = BrowserWindow.getAllWindows();
    const kiosk = windows.find(({ webContents }) => webContents.getURL().endsWith('/kiosk.html'));
    for (const key of pressed) {
      const parts = key.split('+');
      const keyCode = parts.at(-1) ?? '';
      const modifiers = parts.slice(0, -1).map((part) => part.toLowerCase()) as ('control' | 'alt')[];
      for (const type of ['keyDown', 'keyUp'] as const)
        kiosk?.webContents.sendInputEvent({ type, keyCode, modifiers });
    }
  }, keys);

test('[KIO-6] no key leaves, reloads, prints, zooms or inspects the kiosk; the page does not even hear of them', async ({
  lete,
  kiosk,
}) => {
  await mark(kiosk.page);
  const before = await facts(lete);
  await kiosk.page.evaluate(() => {
    const heard: string[] = [];
    (window as unknown as { heard: readonly string[] }).heard = heard;
    window.addEventListener('keydown', ({ key }) => heard.push(key), true);
    window.addEventListener('beforeprint', () => heard.push('print'));
  });
  const heard = () => kiosk.page.evaluate(() => (window as unknown as { heard: readonly string[] }).heard);
  await pressInWindow(lete, [...KEYS, 'A']);
  await expect.poll(heard).toHaveLength(1);
  expect((await heard())[0]?.toLowerCase()).toBe('a');
  await unchanged(lete, kiosk.page, before);
});

test('[KIO-6] no wheel and no two fingers zoom the kiosk, and no menu opens', async ({ lete, kiosk }) => {
  const { page } = kiosk;
  await mark(page);
  const before = await facts(lete);
  const scale = () => page.evaluate(() => window.visualViewport?.scale);
  await page.mouse.move(900, 500);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.synthesizePinchGesture', { x: 900, y: 500, scaleFactor: 2 });
  expect(await scale()).toBe(1);
  await page.keyboard.press('Alt');
  expect(
    await lete.electron.evaluate(({ Menu, BrowserWindow }) => [
      Menu.getApplicationMenu(),
      ...BrowserWindow.getAllWindows().map((window) => window.isMenuBarVisible()),
    ]),
  ).toEqual([null, false, false]);
  await unchanged(lete, page, before);
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

test('[KIO-6] does not close when it is told to', async ({ lete, kiosk }) => {
  await mark(kiosk.page);
  const window = await lete.electron.browserWindow(kiosk.page);
  await window.evaluate((target) => target.close());
  expect(await window.evaluate((target) => target.isDestroyed())).toBe(false);
  expect(await isMarked(kiosk.page)).toBe('here');
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
