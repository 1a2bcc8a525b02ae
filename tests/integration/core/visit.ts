import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ContactForm, Draft } from '../../../shared/contract/drafts.ts';
import type { MediaPhoto } from '../../../shared/contract/media.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { DraftId, PhotoId } from '../../../shared/domain/ids.ts';
import { jpegWithExif } from '../../fixtures/photos/exifBytes.ts';
import { quarters } from '../../fixtures/photos/makePhotos.ts';
import {
  CUSTOMER,
  fakeOsKeyWrap,
  folderFor,
  KIOSK,
  readyTerminal,
  type Terminal,
  type TerminalOptions,
} from './terminal.ts';

const WAIT = { timeout: 30_000, interval: 20 };

export const photoBytes = (width: number, height: number): Promise<Buffer> =>
  quarters(width, height)
    .jpeg({ quality: 90 })
    .toBuffer()
    .then((jpeg) => jpegWithExif(jpeg, { takenAt: '2026:07:14 12:00:00' }));

/** A folder that stands in for a card, with this many small photos. */
export const cardWith = async (count: number): Promise<string> => {
  const card = folderFor('card');
  for (let i = 1; i <= count; i += 1)
    writeFileSync(join(card, `IMG_${i}.jpg`), await photoBytes(900 + i, 600));
  return card;
};

/** A set-up terminal with a card in it and the real imaging process. */
export const terminalWithCard = async (mediaFolder: string, more: Partial<TerminalOptions> = {}) => {
  const osKeyWrap = fakeOsKeyWrap();
  const terminal = await readyTerminal({ mediaFolder, osKeyWrap, ...more });
  return { terminal, osKeyWrap };
};

/** The photos of the card, once they are listed. */
export const listedPhotos = async (
  terminal: Terminal,
  who: Caller,
  count: number,
): Promise<readonly MediaPhoto[]> => {
  let photos: readonly MediaPhoto[] = [];
  await expect
    .poll(async () => {
      const { sources } = await terminal.get(who, 'media:sources', {});
      const source = sources.find(({ kind, state }) => kind === 'folder' && state === 'ready');
      if (!source) return 0;
      photos = (await terminal.get(who, 'media:photos', { sourceId: source.sourceId, offset: 0, limit: 100 }))
        .photos;
      return photos.length;
    }, WAIT)
    .toBe(count);
  return photos;
};

export const draftOf = (terminal: Terminal, draftId: DraftId, who: Caller = CUSTOMER): Promise<Draft> =>
  terminal.get(who, 'drafts:get', { draftId });

/** A visit with all photos of the card picked. */
export const visitWith = async (terminal: Terminal, count: number) => {
  const { draftId } = await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
  const photos = await listedPhotos(terminal, CUSTOMER, count);
  const photoIds: PhotoId[] = photos.map(({ photoId }) => photoId);
  await terminal.get(CUSTOMER, 'drafts:pick', { draftId, photoIds, picked: true });
  return { draftId, photoIds };
};

/** Copies what was picked; resolves when all is stored and measured. */
export const copied = async (terminal: Terminal, draftId: DraftId, who: Caller = CUSTOMER): Promise<void> => {
  await terminal.get(who, 'media:startCopy', { draftId });
  await expect
    .poll(async () => {
      const { photos } = await draftOf(terminal, draftId, who);
      return photos.every(({ stored, width }) => stored && width !== null);
    }, WAIT)
    .toBe(true);
  await expect
    .poll(async () => (await terminal.get(who, 'media:copyState', { draftId })).mayRemove, WAIT)
    .toBe(true);
};

export const CONTACT: ContactForm = {
  way: 'email',
  delivery: 'store',
  email: 'anna.kalnina@example.org',
  phone: '',
  name: 'Anna Kalniņa',
  street: '',
  town: '',
  postcode: '',
};

/** What the person saw, as it is put into the order. */
export const seen = async (terminal: Terminal, draftId: DraftId, who: Caller = CUSTOMER) => {
  const { price } = await draftOf(terminal, draftId, who);
  const { notice } = await terminal.get(who, 'notices:current', {});
  return {
    draftId,
    total: price?.total ?? -1,
    noticeVersion: notice?.version ?? '',
    consentsConfirmed: false,
  };
};

/** The same terminal started anew, with one backup, of all that is in it now. */
export const backedUp = async (terminal: Terminal): Promise<Terminal> => {
  const folder = join(terminal.folder, 'backups');
  await terminal.close();
  // One that was made before would be as good as new for a day.
  rmSync(folder, { recursive: true, force: true });
  const again = await terminal.restart();
  const made = (): number => (existsSync(folder) ? readdirSync(folder).length : 0);
  await expect.poll(made, { timeout: 90_000, interval: 50 }).toBe(1);
  return again;
};

/** An order of one photo by somebody at the counter; answers its number of the day. */
export const placeAtCounter = async (terminal: Terminal, staff: Caller): Promise<string> => {
  const { draftId } = await terminal.get(staff, 'drafts:startAtCounter', { locale: 'lv' });
  const photoIds = (await listedPhotos(terminal, staff, 1)).map(({ photoId }) => photoId);
  await terminal.get(staff, 'drafts:pick', { draftId, photoIds, picked: true });
  await terminal.get(staff, 'drafts:setContact', { draftId, contact: CONTACT });
  await copied(terminal, draftId, staff);
  const { orderId } = await terminal.get(staff, 'drafts:place', await seen(terminal, draftId, staff));
  const [row] = await terminal.rows(`SELECT n FROM orders WHERE order_id = '${orderId}'`);
  return String(row?.['n']);
};
