import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFakeCore, photoId } from './fakeCore.ts';
import { wholeKiosk } from './wholeKiosk.ts';
import { createWipeRegistry } from './wipe.ts';

const MARK = 'PLANTED-CANARY';
const kioskFolder = join(import.meta.dirname, '..');

describe('[KIO-3] the wipe', () => {
  it('leaves a planted marker in none of the stores', async () => {
    vi.stubGlobal('URL', { createObjectURL: () => `blob:${MARK}`, revokeObjectURL: vi.fn() });
    const fake = createFakeCore();
    const kiosk = await wholeKiosk(fake.api);
    await kiosk.start();
    await kiosk.begin('source');
    await kiosk.choice.tapPhoto(photoId(1));
    await kiosk.details.chooseWay('email');
    kiosk.details.type('email', `${MARK}@example.com`);
    kiosk.myData.type('who', `${MARK}@example.com`);
    kiosk.myData.type('value', MARK);
    await kiosk.withdraw.type(MARK);
    await kiosk.papers.print({ kind: 'notice' });
    kiosk.overlays.setStaff({ pin: MARK });
    kiosk.pictures.want('grid', [photoId(1)], 320);
    await vi.waitFor(() => expect(kiosk.pictures.getState().pictures.size).toBeGreaterThan(0));
    const stores = Object.values(kiosk).filter((part) => typeof part === 'object' && 'getState' in part);
    const held = () => stores.map((store) => JSON.stringify(store.getState(), withMaps)).join('\n');
    expect(held()).toContain(MARK);
    expect(held()).toContain(photoId(1));
    kiosk.wipes.wipe();
    expect(held()).not.toContain(MARK);
    expect(held()).not.toContain(photoId(1));
    for (const store of stores) expect(store.getState()).toEqual(store.getInitialState());
    vi.unstubAllGlobals();
  });

  it('knows every store of the kiosk: none is made past the registry', async () => {
    const files = readdirSync(kioskFolder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|fakeCore/.test(file))
      .map((file) => ({ file, text: readFileSync(join(kioskFolder, file), 'utf8') }));
    const makers = files.filter(({ text }) =>
      /\bcreateStore\s*[<(]|\bcreate\s*<|from 'zustand\/traditional'/.test(text),
    );
    expect(makers.map(({ file }) => file)).toEqual(['flow/wipe.ts']);
    const registered = files.flatMap(({ text }) =>
      [...text.matchAll(/wipes\.store<\w+>\('(\w+)'/g)].map(([, name]) => name),
    );
    const { wipes } = await wholeKiosk(createFakeCore().api);
    expect(registered).toHaveLength(14);
    expect(registered.filter((name) => !wipes.names().includes(name ?? ''))).toEqual([]);
  });

  it('refuses two entries of one name, so that none hides another', () => {
    const wipes = createWipeRegistry();
    wipes.store('a', () => ({ n: 1 }));
    expect(() => wipes.store('a', () => ({ n: 2 }))).toThrow('wiped twice');
  });
});

const withMaps = (_key: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);
