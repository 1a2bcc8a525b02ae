import { expect, test } from '../fixtures.ts';
import { findInMemory, isRunning } from '../lete/memory.ts';
import type { Lete } from '../lete/startLete.ts';
import type { Kiosk } from '../pages/kiosk.ts';

const CANARY = { way: 'email', email: 'zdanulke.kverpj@qvertimane.lv', name: 'Ždanuļķe Kvērpjvīte' } as const;
const VALUES = [CANARY.email, CANARY.name, 'IMG_0003'];
const WIPED_WITHIN_MS = 5000;
const SECOND = 1000;

// Chromium's sandbox keeps everybody out of a page's memory, also those who only look for leftovers.
test.use({ sandbox: false });

/** The process that the kiosk's page runs in. */
const processOf = (lete: Lete): Promise<number> =>
  lete.electron.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const kiosk = windows.find(({ webContents }) => webContents.getURL().endsWith('/kiosk.html'));
    return kiosk?.webContents.getOSProcessId() ?? 0;
  });

const WAYS: Readonly<Record<string, (kiosk: Kiosk) => Promise<unknown>>> = {
  'starts over': (kiosk) => kiosk.startOver(),
  'walks away': async (kiosk) => {
    await kiosk.cardMayGo();
    await kiosk.page.clock.runFor(95 * SECOND);
    await expect(kiosk.idleWarning()).toBeVisible();
    await kiosk.page.clock.runFor(35 * SECOND);
  },
  'orders and finishes': async (kiosk) => {
    await kiosk.toCheck();
    await kiosk.cardMayGo();
    await kiosk.order();
    await kiosk.finishVisit();
  },
};

test('[KIO-3, K1] the page of a customer who ends a visit gets a new process, with nothing of her in its memory', async ({
  kiosk,
  lete,
}) => {
  await kiosk.page.clock.install();
  await kiosk.page.reload();
  await kiosk.ready();
  for (const [way, end] of Object.entries(WAYS)) {
    await kiosk.toDetailsWith('IMG_0003');
    await kiosk.fillContact(CANARY);
    await kiosk.saved();
    const before = await processOf(lete);
    const seen = findInMemory(before, VALUES);
    for (const value of VALUES) expect(seen[value], `${value} before she ${way}`).toBeGreaterThan(0);

    await end(kiosk);
    await kiosk.shows(kiosk.startArea());
    await expect
      .poll(() => isRunning(before), { message: `she ${way}`, timeout: WIPED_WITHIN_MS })
      .toBe(false);
    const left = findInMemory(await processOf(lete), VALUES);
    expect(left, `after she ${way}`).toEqual(Object.fromEntries(VALUES.map((value) => [value, 0])));
  }
});
