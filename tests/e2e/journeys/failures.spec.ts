import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRuntime } from '../../../scripts/lib/runtime.mjs';
import type { Failure } from '../../../shared/contract/terminal.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { expect, needs, test } from '../fixtures.ts';
import { filesBelow } from '../lete/outcome.ts';
import { onSmallDisk, smallDiskObstacle } from '../lete/programs.ts';
import { damage, holdFolder, spoil } from '../lete/spoil.ts';
import { COUNTER_SIZE, type Lete, startLete } from '../lete/startLete.ts';
import { Kiosk } from '../pages/kiosk.ts';
import { Setup } from '../pages/setup.ts';
import { faultsOfSetup } from '../screens/setupFaults.ts';

const DISK_MIB = 48;

/** A demo that ran once and was closed; every test has a copy of its own. */
let root = '';
const seed = () => join(root, 'seed');

test.beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lete-failures-'));
  const lete = await startLete({ data: seed(), role: 'demo' });
  await new Kiosk(await lete.window('kiosk'), 'lv').ready();
  await lete.close();
  await rm(join(seed(), 'profile'), { recursive: true });
});
test.afterAll(() => rm(root, { recursive: true, force: true }));

/** Every file of a data folder with its content, but what each start writes: log, browser profile, lock. */
async function contentOf(data: string): Promise<Readonly<Record<string, string>>> {
  const files = (await filesBelow(data)).filter((file) => !/^(logs|profile)\/|^lete\.lock/.test(file));
  const hashed = files.map(async (file) => {
    const bytes = await readFile(join(data, file));
    return [file, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}

/** The failure has its screen, in three languages and without a fault. */
async function showsFailure(lete: Lete, failure: Failure): Promise<void> {
  const page = await lete.window('setup');
  await lete.resize(page, COUNTER_SIZE);
  const setup = new Setup(page, 'lv');
  await expect(setup.failure(failure)).toBeVisible();
  const faults: string[] = [];
  for (const locale of LOCALES) {
    await setup.speak(locale);
    await expect(setup.failure(failure)).toBeVisible();
    await expect(page.getByText(setup.t(`setup:failed.help.${failure}`))).toBeVisible();
    await expect(page.getByText(/[0-9a-f]{8}/)).toBeVisible();
    faults.push(...(await faultsOfSetup(setup, failure)));
  }
  expect(faults).toEqual([]);
}

for (const [what, { failure, make }] of Object.entries(spoil)) {
  test(`[REC-6] ${what} ends in the screen „${failure}”, and nothing is changed`, async ({ place }) => {
    await cp(seed(), place.data, { recursive: true });
    const undo = await make(place.data);
    const before = await contentOf(place.data);
    const lete = await place.start();
    await showsFailure(lete, failure);
    expect(await contentOf(place.data)).toEqual(before);
    await undo?.();
  });
}

test('[REC-6] a data folder that another Lete works in ends in the screen „in-use”, and nothing is changed', async ({
  place,
}) => {
  await cp(seed(), place.data, { recursive: true });
  const before = await contentOf(place.data);
  const letGo = holdFolder(place.data);
  await showsFailure(await place.start(), 'in-use');
  letGo();
  expect(await contentOf(place.data)).toEqual(before);
});

test('[REC-6] a damaged database that has a backup is opened from it, and the damaged file is kept', async ({
  place,
}) => {
  await cp(seed(), place.data, { recursive: true });
  await mkdir(join(place.data, 'backups'), { recursive: true });
  const first = await place.start();
  const kiosk = new Kiosk(await first.window('kiosk'), 'lv');
  await kiosk.ready();
  await expect
    .poll(async () => (await filesBelow(join(place.data, 'backups'))).length, { timeout: 30_000 })
    .toBeGreaterThan(0);
  await first.close();
  await damage(place.data);
  const again = await place.start();
  await new Kiosk(await again.window('kiosk'), 'lv').ready();
  expect((await filesBelow(place.data)).some((file) => file.startsWith('lete.db.damaged-'))).toBe(true);
});

test('[REC-6, OUT-4] a full disk ends in the screen „disk-full”, and nothing is changed', async ({
  place,
}) => {
  needs(smallDiskObstacle());
  const program = await onSmallDisk(join(root, 'full'), readRuntime().electron ?? '', {
    at: place.data,
    holds: seed(),
    mib: DISK_MIB,
    full: true,
  });
  const lete = await place.start({ program, sandbox: false });
  await showsFailure(lete, 'disk-full');
  const { filler: _, ...left } = await contentOf(`/proc/${lete.electron.process().pid}/root${place.data}`);
  expect(left).toEqual(await contentOf(seed()));
});
