import { createServer, type Server } from 'node:net';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adjusted, AS_TAKEN } from '../../../shared/domain/adjust.ts';
import { DEFAULT_SETTINGS } from '../../../electron/core/features/settings/index.ts';
import { CUSTOMER, KIOSK, readyTerminal, signInManager, signInStaff, type Terminal } from './terminal.ts';
import { cardWith, copied, draftOf, listedPhotos, terminalWithCard, visitWith } from './visit.ts';

const all = (copies: number, overwrite: boolean) =>
  ({ format: '10x15', paper: 'gloss', copies, fit: 'fill', overwrite }) as const;
const copiesOf = async (
  terminal: Terminal,
  draftId: Parameters<typeof draftOf>[1],
): Promise<readonly number[]> => (await draftOf(terminal, draftId)).items.map(({ copies }) => copies);

describe('what is ordered of the photos', () => {
  it('[PIC-2] all the same in one step keeps exceptions until it may overwrite them', async () => {
    const { terminal } = await terminalWithCard(await cardWith(3));
    const { draftId, photoIds } = await visitWith(terminal, 3);
    const [first = '' as never, second = '' as never] = photoIds;
    await terminal.get(CUSTOMER, 'drafts:setAll', { draftId, ...all(2, false) });
    const own = {
      photoId: first,
      format: '10x15',
      paper: 'gloss',
      copies: 7,
      fit: 'fill',
      crop: null,
      rotation: 0,
      mirror: false,
    } as const;
    await terminal.get(CUSTOMER, 'drafts:putItems', { draftId, items: [own] });
    expect([await copiesOf(terminal, draftId), (await draftOf(terminal, draftId)).exceptions]).toEqual([
      [7, 2, 2],
      1,
    ]);
    await terminal.get(CUSTOMER, 'drafts:setAll', { draftId, ...all(3, false) });
    expect(await copiesOf(terminal, draftId)).toEqual([7, 3, 3]);
    await terminal.get(CUSTOMER, 'drafts:setAll', { draftId, ...all(4, true) });
    expect([await copiesOf(terminal, draftId), (await draftOf(terminal, draftId)).exceptions]).toEqual([
      [4, 4, 4],
      0,
    ]);

    await terminal.get(CUSTOMER, 'drafts:putItems', {
      draftId,
      items: [{ ...own, photoId: second, format: '13x18' }],
    });
    const key = { photoId: second, paper: 'gloss' };
    await terminal.get(CUSTOMER, 'drafts:removeItems', { draftId, keys: [{ ...key, format: '10x15' }] });
    expect((await draftOf(terminal, draftId)).items.map(({ format }) => format)).toEqual([
      '10x15',
      '13x18',
      '10x15',
    ]);
    // A photo that loses its last product is no longer picked.
    await terminal.get(CUSTOMER, 'drafts:removeItems', { draftId, keys: [{ ...key, format: '13x18' }] });
    expect((await draftOf(terminal, draftId)).photos.map(({ photoId }) => photoId)).toEqual(
      photoIds.filter((id) => id !== second),
    );
  });

  it('[PIC-8, PIC-2] corrections follow their photo through every size and make no exception', async () => {
    const { terminal } = await terminalWithCard(await cardWith(2));
    const { draftId } = await visitWith(terminal, 2);
    const adjust = { straighten: -2.5, blackWhite: true, brightness: 15 };
    const { items } = await draftOf(terminal, draftId);
    const put = (changed: typeof items) =>
      terminal.get(CUSTOMER, 'drafts:putItems', { draftId, items: [...changed] });
    await put(items.map((item) => ({ ...item, adjust })));
    expect((await draftOf(terminal, draftId)).exceptions).toBe(0);
    await terminal.get(CUSTOMER, 'drafts:setAll', { draftId, ...all(2, false), format: '13x18' });
    const after = await draftOf(terminal, draftId);
    expect(after.items.map((item) => [item.format, item.copies, item.adjust])).toEqual([
      ['13x18', 2, adjust],
      ['13x18', 2, adjust],
    ]);
    await put(after.items.map((item) => adjusted(item, AS_TAKEN)));
    const plain = await draftOf(terminal, draftId);
    expect([plain.exceptions, ...plain.items.map((item) => 'adjust' in item)]).toEqual([0, false, false]);
    expect(
      await terminal.refused(CUSTOMER, 'drafts:putItems', {
        draftId,
        items: plain.items.map((item) => ({ ...item, adjust: { ...adjust, straighten: 16 } })),
      }),
    ).toBe('INVALID_INPUT');
  });

  it('is refused whole where a part of it cannot be', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId, photoIds } = await visitWith(terminal, 1);
    const [photoId = '' as never] = photoIds;
    const good = {
      photoId,
      format: '10x15',
      paper: 'gloss',
      copies: 9,
      fit: 'fill',
      crop: null,
      rotation: 0,
      mirror: false,
    } as const;
    const put = (more: object) =>
      terminal.refused(CUSTOMER, 'drafts:putItems', {
        draftId,
        items: [good, { ...good, ...more }] as never,
      });
    expect(await put({ format: '99x99' })).toBe('PRODUCT_UNAVAILABLE');
    expect(await put({ photoId: draftId })).toBe('NOT_FOUND');
    expect(await put({ copies: 1000 })).toBe('INVALID_INPUT');
    expect(
      await terminal.refused(CUSTOMER, 'drafts:setAll', { draftId, ...all(1, true), paper: 'velvet' }),
    ).toBe('PRODUCT_UNAVAILABLE');
    expect(
      await terminal.refused(CUSTOMER, 'drafts:pick', {
        draftId,
        photoIds: [draftId as never],
        picked: true,
      }),
    ).toBe('PHOTO_UNREADABLE');
    expect(await copiesOf(terminal, draftId)).toEqual([1]);
  });
});

describe('pictures and copies', () => {
  it('a preview is a JPEG of the asked size, from the card and, once copied, without it', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId, photoIds } = await visitWith(terminal, 1);
    const [photoId = '' as never] = photoIds;
    const { bytes, width } = await terminal.get(CUSTOMER, 'media:thumbnail', {
      photoId,
      edge: 320,
      quick: false,
    });
    expect([width, (await sharp(bytes).metadata()).format]).toEqual([320, 'jpeg']);
    await copied(terminal, draftId);
    const away = await terminal.restart({ mediaFolder: null });
    const stored = await away.get(CUSTOMER, 'media:thumbnail', { photoId, edge: 640, quick: false });
    expect(stored.width).toBe(640);
    expect(
      await away.refused(CUSTOMER, 'media:thumbnail', { photoId: draftId as never, edge: 320, quick: true }),
    ).toBe('PHOTO_UNREADABLE');
  });

  it('copying that is cancelled leaves nothing stored, and can begin again', async () => {
    const { terminal } = await terminalWithCard(await cardWith(2));
    const { draftId } = await visitWith(terminal, 2);
    await copied(terminal, draftId);
    await terminal.get(CUSTOMER, 'media:cancelCopy', { draftId });
    expect((await draftOf(terminal, draftId)).photos.map(({ stored }) => stored)).toEqual([false, false]);
    await copied(terminal, draftId);
    expect((await draftOf(terminal, draftId)).photos.map(({ stored }) => stored)).toEqual([true, true]);
  });
});

describe('a discount', () => {
  it("[ADM-3] is staff's to give up to a limit and a manager's above it", async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const manager = await signInManager(terminal);
    const staff = await signInStaff(terminal, manager);
    const limit = (await terminal.get(KIOSK, 'catalogue:current', {})).catalogue?.discount.managerAbove ?? -1;
    const { draftId } = await terminal.get(staff, 'drafts:startAtCounter', { locale: 'lv' });
    const [photo] = await listedPhotos(terminal, staff, 1);
    await terminal.get(staff, 'drafts:pick', {
      draftId,
      photoIds: [photo?.photoId ?? ('' as never)],
      picked: true,
    });
    await terminal.get(staff, 'drafts:setAll', { draftId, ...all(100, true) });
    const give = (who: typeof staff, cents: number, reason = 'remake') =>
      terminal.ask(who, 'drafts:setDiscount', { draftId, discount: { cents, reason } });
    const full = (await draftOf(terminal, draftId, staff)).price?.total ?? 0;
    expect(await give(staff, limit)).toMatchObject({ ok: true });
    expect((await draftOf(terminal, draftId, staff)).price?.total).toBe(full - limit);
    expect(await give(staff, limit + 1)).toMatchObject({ ok: false, code: 'MANAGER_NEEDED' });
    expect(await give(manager, limit + 1)).toMatchObject({ ok: true });
    expect(await give(manager, 1, 'because')).toMatchObject({ ok: false, code: 'REASON_NEEDED' });
    expect(await give(CUSTOMER, 1)).toMatchObject({ ok: false, code: 'FORBIDDEN' });
  });
});

describe("the printer's test page", () => {
  const printerOn = (port: number) => ({
    printer: { ...DEFAULT_SETTINGS.printer, kind: 'tcp', host: '127.0.0.1', port } as const,
  });
  const printer = async (): Promise<{ server: Server; port: number; got: () => number }> => {
    let bytes = 0;
    const server = createServer((socket) => socket.on('data', (chunk) => void (bytes += chunk.length)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { server, port: (server.address() as { port: number }).port, got: () => bytes };
  };

  it('[ADM-5] comes out of the printer that is set, or the answer says that there is none', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const { server, port, got } = await printer();
    await terminal.get(manager, 'settings:change', { change: printerOn(port) });
    await terminal.get(manager, 'settings:testPrinter', {});
    expect(got()).toBeGreaterThan(1000);
    await new Promise((resolve) => server.close(resolve));
    expect(await terminal.refused(manager, 'settings:testPrinter', {})).toBe('PRINTER_ABSENT');
  });
});
