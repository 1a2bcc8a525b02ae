import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropReplacedStaffLists } from '../../../central/retention/replacedStaffLists.ts';
import { isSignedIn } from '../../../electron/core/features/staff/index.ts';
import type { SignedSettings } from '../../../shared/sync/settingsDocument.ts';
import { createTestCore, type TestCore, type TestDeps } from '../../integration/harness/testCore.ts';
import type { TestCentral } from '../tools/central.ts';
import { enrolAt, heldAt, publishAt, smuggleAt, startSettingsCentral } from '../tools/settingsCentral.ts';
import { counterFeatures } from '../tools/counterCore.ts';
import { createStaffFeature } from '../tools/staffFeature.ts';
import { BAIBA, EDGARS, signedStaff, staffList, STRANGER, ZANE } from '../tools/signedSettings.ts';

const features = (deps: TestDeps) => ({
  ...counterFeatures(deps),
  staff: createStaffFeature(),
});
type Counter = TestCore<ReturnType<typeof features>>;

let central: TestCentral;
let counters: Counter[] = [];

const soon = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 20 });

const counterOf = async (store: string): Promise<Counter> => {
  const core = await createTestCore(features);
  core.set({ store: { code: store } });
  await enrolAt(central, core);
  core.features.sync.start?.();
  counters.push(core);
  return core;
};

const put = (signed: SignedSettings) => publishAt(central, signed);
const told = async (core: Counter) => core.get(core.who.manager, 'staff:people', {});
/** Which list holds at a counter, and whom it made an account for. */
const holds = async (core: Counter) => {
  const { list, people } = await told(core);
  return [list?.version, ...people.filter(({ listed, active }) => listed && active).map(({ name }) => name)];
};

const smuggle = (id: string, signed: SignedSettings) => smuggleAt(central, id, signed);

beforeEach(async () => {
  counters = [];
  central = await startSettingsCentral();
});
afterEach(async () => {
  for (const core of counters) await core.features.sync.stop();
  for (const core of counters) await core.close();
  await central.end();
});

describe('a staff list that the owner signed', () => {
  it('[SYN-6] [ADM-4] comes to every counter it is for, and to no other', async () => {
    const [one, two] = [await counterOf('01'), await counterOf('02')];
    await put(signedStaff(staffList(1, EDGARS)));
    await soon(async () =>
      expect([await holds(one), await holds(two)]).toEqual([
        [1, 'Baiba', 'Edgars'],
        [1, 'Baiba', 'Edgars'],
      ]),
    );
    await put(signedStaff(staffList(2, ZANE), { shopId: '02' as never }));
    await soon(async () => expect(await holds(two)).toEqual([2, 'Baiba', 'Zane']));
    expect(await holds(one)).toEqual([1, 'Baiba', 'Edgars']);
  });

  it('[SYN-6] [ADM-3] ends the sign-in of who is not in it any more', async () => {
    const core = await counterOf('01');
    await put(signedStaff(staffList(1, EDGARS)));
    const edgars = { ...core.who.staff, staffId: EDGARS.staffId };
    await soon(() => expect(isSignedIn(core.deps.read, edgars)).toBe(true));
    await put(signedStaff(staffList(2)));
    await soon(() => expect(isSignedIn(core.deps.read, edgars)).toBe(false));
    expect(core.events.findLast(({ name }) => name === 'staff-changed')?.payload).toEqual({
      ended: [EDGARS.staffId],
    });
  });

  it('[SYN-6] is refused unsigned, altered, of another key, of another store, or in place of a known one; staff see it', async () => {
    const core = await counterOf('01');
    await put(signedStaff(staffList(5, EDGARS)));
    await soon(async () => expect(await holds(core)).toEqual([5, 'Baiba', 'Edgars']));
    const signed = signedStaff(staffList(7, ZANE));
    const wrong = {
      unsigned: { ...signed, sig: 'A'.repeat(86) },
      altered: { ...signed, text: signed.text.replace('"staff\\"', '"manager\\"') },
      stranger: signedStaff(staffList(7, ZANE), {}, STRANGER),
      elsewhere: signedStaff(staffList(7, ZANE), { shopId: '02' as never }),
      changed: signedStaff(staffList(5, ZANE)),
    };
    for (const [id, one] of Object.entries(wrong)) await smuggle(id, one);
    await soon(async () => expect(await heldAt(core)).toHaveLength(5));
    for (const one of await heldAt(core)) expect(one).toMatchObject({ what: 'settings', code: 'refused' });
    expect(await holds(core)).toEqual([5, 'Baiba', 'Edgars']);
    expect(core.logLines.join('\n')).not.toMatch(/Baiba|Edgars|Zane/);
  });

  it('[SYN-6] is never followed by an older one, and that is no error', async () => {
    const core = await counterOf('01');
    await put(signedStaff(staffList(5, EDGARS)));
    await soon(async () => expect((await holds(core))[0]).toBe(5));
    await smuggle('replayed', signedStaff(staffList(4, ZANE)));
    await put(signedStaff(staffList(6, EDGARS, { ...ZANE, name: 'Zanda' })));
    await soon(async () => expect(await holds(core)).toEqual([6, 'Baiba', 'Edgars', 'Zanda']));
    expect((await told(core)).people.map(({ name }) => name)).not.toContain('Zane');
    expect(await heldAt(core)).toEqual([]);
  });

  it('[SYN-6] [OFF-1] [P27] that central deleted when a newer one came is missed by nobody who was away', async () => {
    const away = await counterOf('01');
    await put(signedStaff(staffList(1, EDGARS)));
    await soon(async () => expect((await holds(away))[0]).toBe(1));
    await away.features.sync.stop();
    await put(signedStaff(staffList(2, EDGARS, ZANE)));
    await put(signedStaff({ version: 3, people: [{ ...BAIBA, name: 'Baiba K' }, ZANE] }));
    expect(await dropReplacedStaffLists(central.db)).toBe(2);
    away.features.sync.start?.();
    const fresh = await counterOf('01');
    for (const core of [away, fresh]) {
      await soon(async () => expect(await holds(core)).toEqual([3, 'Baiba K', 'Zane']));
      expect(await heldAt(core)).toEqual([]);
    }
    expect((await told(fresh)).people.map(({ name }) => name)).not.toContain('Edgars');
    await away.get(away.who.staff, 'sync:retry', {});
    await put(signedStaff(staffList(4)));
    await soon(async () => expect(await holds(away)).toEqual([4, 'Baiba']));
    expect(await heldAt(away)).toEqual([]);
  });
});
