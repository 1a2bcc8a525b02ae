import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LOG_FIELDS } from '../../../shared/privacy/map/logs.ts';
import { expect, test } from '../fixtures.ts';
import { filesBelow } from '../lete/outcome.ts';
import { profileOf } from '../lete/profile.ts';
import { changeSettings } from '../lete/settings.ts';
import { clipboardsOf, fillClipboards, sessionsOf, titlesOf, watchTitles } from '../lete/shell.ts';
import type { Lete } from '../lete/startLete.ts';
import { COUNTER_SIZE, KIOSK_SIZE } from '../lete/startLete.ts';
import { Counter, MANAGER } from '../pages/counter.ts';
import { Kiosk } from '../pages/kiosk.ts';
import { PrivacyDesk } from '../pages/privacyDesk.ts';

const CUSTOMER = { way: 'email', email: 'kersta.ozolina@example.org', name: 'Ķērsta Ozoliņa' } as const;
const PHONE = '29123456';
const BEFORE = 'what was copied before';

/** Electron makes its folder at the first start, completes it at the second, and has its notes of both at the third. */
const STARTS_UNTIL_STEADY = 3;

async function windowsOf(lete: Lete) {
  const [kioskPage, counterPage] = [await lete.window('kiosk'), await lete.window('counter')];
  await lete.resize(kioskPage, KIOSK_SIZE);
  await lete.resize(counterPage, COUNTER_SIZE);
  const [kiosk, counter] = [new Kiosk(kioskPage, 'lv'), new Counter(counterPage, 'lv')];
  await kiosk.ready();
  await counter.ready();
  return { kiosk, counter };
}

/** What the desktop offers as files used lately; empty where nothing was ever noted. */
const recentFiles = (): Promise<string> =>
  readFile(join(homedir(), '.local/share/recently-used.xbel'), 'utf8').catch(() => '');

async function logLinesOf(data: string): Promise<readonly object[]> {
  const folder = join(data, 'logs');
  const texts = (await filesBelow(folder)).map((file) => readFile(join(folder, file), 'utf8'));
  const lines = (await Promise.all(texts)).flatMap((text) => text.trim().split('\n'));
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as object);
}

/** A customer who marks and copies what she typed. */
async function atKiosk(lete: Lete, kiosk: Kiosk): Promise<string> {
  await kiosk.toDetailsWith('IMG_0001', 'IMG_0002');
  await kiosk.fillContact(CUSTOMER);
  await kiosk.tickConsent(0);
  for (const field of [kiosk.emailField(), kiosk.nameField()]) {
    await field.focus();
    for (const key of ['End', 'Shift+Home', 'Control+c']) await kiosk.page.keyboard.press(key, { delay: 60 });
  }
  // Marking alone is enough for a middle click, as long as she is there.
  expect(await clipboardsOf(lete)).toEqual([BEFORE, CUSTOMER.name]);
  await kiosk.putKeyboardAway();
  await kiosk.toCheck();
  await kiosk.cardMayGo();
  const number = await kiosk.order();
  await kiosk.finishVisit();
  return number;
}

async function atCounter(counter: Counter, number: string): Promise<void> {
  await counter.open(number);
  await counter.openPhotos();
  await counter.takePayment('cash', 'T-1');
  await counter.step('in_production');
  await counter.jobsAreHandedOver();
  await counter.step('ready');
}

test('[E4, K2, P21] a day at kiosk, counter and privacy desk leaves Electron’s folder as it was, and nothing of a customer in titles, clipboards, spelling or logs', async ({
  place,
}) => {
  test.slow();
  for (let starts = 0; starts < STARTS_UNTIL_STEADY; starts += 1) {
    const lete = await place.start();
    await windowsOf(lete);
    await lete.close();
  }
  const baseline = await profileOf(place.data);
  const recent = await recentFiles();

  const lete = await place.start();
  const { kiosk, counter } = await windowsOf(lete);
  await watchTitles(lete);
  await fillClipboards(lete, BEFORE);
  const number = await atKiosk(lete, kiosk);
  expect(await clipboardsOf(lete)).toEqual([BEFORE, '']);
  const other = await kiosk.orderWith({ way: 'sms', phone: PHONE, name: CUSTOMER.name }, 'IMG_0003');
  await counter.signIn();
  await atCounter(counter, number);
  await counter.searchFor(CUSTOMER.name);
  await counter.open(other);
  const desk = new PrivacyDesk(counter);
  const request = await desk.takeIn('access', PHONE.slice(-4));
  await counter.lock();
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await changeSettings(counter.page, 'kiosk', { resumeWithinMs: 30_000 });
  await desk.open();
  await desk.choose(request);
  await desk.act(counter.t('privacy:action.approve'));
  await desk.notMyself();
  await desk.confirm(counter.t('privacy:action.approve'));
  await expect(counter.detail().getByText(counter.t('privacy:handOver.state.ready'))).toBeVisible();

  expect(new Set(await titlesOf(lete))).toEqual(new Set(['Lete']));
  expect(await clipboardsOf(lete)).toEqual([BEFORE, '']);
  for (const session of await sessionsOf(lete)) {
    expect(session).toEqual({
      persistent: false,
      folder: null,
      cachedBytes: 0,
      spelling: false,
      learned: [],
    });
  }
  await lete.close();
  expect(await profileOf(place.data)).toEqual(baseline);
  expect(await recentFiles()).toBe(recent);
  const lines = await logLinesOf(place.data);
  const declared: readonly string[] = LOG_FIELDS;
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.flatMap((line) => Object.keys(line)).filter((field) => !declared.includes(field))).toEqual([]);
  for (const event of ['main-loaded', 'core-loaded']) {
    expect(lines, 'starts from what the build compiled').toContainEqual(
      expect.objectContaining({ event, what: 'used' }),
    );
  }
  expect(JSON.stringify(lines)).not.toMatch(/Ķērsta|Ozoliņa|kersta|29123456|IMG_000/i);
});
