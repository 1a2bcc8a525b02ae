import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openFileKeys } from '../../../electron/core/keys/fileKeys.ts';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import {
  CUSTOMER,
  fakeOsKeyWrap,
  folderFor,
  keyOf,
  KIOSK,
  NOBODY,
  readyTerminal,
  signInManager,
  startTerminal,
  type Terminal,
} from '../core/terminal.ts';
import { CONTACT, copied, draftOf, photoBytes, seen } from '../core/visit.ts';
import { aPhone, type Phone } from './phone.ts';

const WAIT = { timeout: 30_000, interval: 20 };
const ON = { on: true, address: '127.0.0.1', port: 0, plain: false, wifiName: '', wifiPassword: '' };

const terminalWithPhone = async (phone: Settings['phone'] = ON) => {
  const osKeyWrap = fakeOsKeyWrap();
  const terminal = await readyTerminal({ osKeyWrap });
  await terminal.get(await signInManager(terminal), 'settings:change', { change: { phone } });
  const keys = async (folder = terminal.folder): Promise<readonly string[]> => {
    const file = await openFileKeys(folder, await keyOf({ folder, osKeyWrap }));
    const orders = file.orders();
    await file.close();
    return orders;
  };
  return { terminal, keys, osKeyWrap };
};

const stateOf = (terminal: Terminal, draftId: DraftId): Promise<CallOutput<'phone:state'>> =>
  terminal.get(CUSTOMER, 'phone:state', { draftId });

/** The address that the code on the kiosk says. */
const codeOf = async (terminal: Terminal, draftId: DraftId, fresh = false): Promise<string> => {
  const { url: before } = await stateOf(terminal, draftId);
  await terminal.get(CUSTOMER, 'phone:open', { draftId, fresh });
  let url: string | null = null;
  await expect
    .poll(async () => {
      ({ url } = await stateOf(terminal, draftId));
      return url !== null && (!fresh || url !== before);
    }, WAIT)
    .toBe(true);
  return url ?? '';
};

const startVisit = async (terminal: Terminal) => {
  const { draftId } = await terminal.get(KIOSK, 'visit:start', { locale: 'ru' });
  return { draftId, phone: aPhone(await codeOf(terminal, draftId)) };
};

const photosOf = async (terminal: Terminal) => {
  const { sources } = await terminal.get(CUSTOMER, 'media:sources', {});
  const source = sources.find(({ kind }) => kind === 'phone');
  if (!source) return [];
  const page = { sourceId: source.sourceId, offset: 0, limit: 100 };
  return (await terminal.get(CUSTOMER, 'media:photos', page)).photos;
};

const foldersOf = ({ folder }: Pick<Terminal, 'folder'>): readonly string[] => {
  const files = join(folder, 'files');
  return existsSync(files) ? readdirSync(files) : [];
};

const sendTwo = async (phone: Phone): Promise<void> => {
  await phone.open();
  const [one, two] = await Promise.all([photoBytes(901, 600), photoBytes(902, 600)]);
  const answers = await Promise.all([phone.send('IMG_1.JPG', one), phone.send('IMG_2.JPG', two)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
};

describe('a phone and the visit', () => {
  it('[MED-4, MED-12] sends photos that are picked, copied and ordered like those of a card', async () => {
    const { terminal, keys } = await terminalWithPhone();
    const { draftId, phone } = await startVisit(terminal);
    const page = await phone.open();
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<html lang="ru">');
    const photo = await photoBytes(901, 600);
    const more = await photoBytes(902, 600);
    const sent = await Promise.all([phone.send('vārds.JPG', photo), phone.send('IMG_2.JPG', more)]);
    expect(sent.map(({ status }) => status)).toEqual([201, 201]);
    expect(await stateOf(terminal, draftId)).toMatchObject({ joined: true, received: 2, sending: 0 });
    const photos = await photosOf(terminal);
    const shown = photos.map(({ name, usable, width, day }) => ({ name, usable, width, day }));
    expect(shown).toHaveLength(2);
    expect(shown).toContainEqual({ name: 'vārds.JPG', usable: true, width: 901, day: '2026-07-14' });
    const [inbox] = foldersOf(terminal);
    for (const file of readdirSync(join(terminal.folder, 'files', inbox ?? '')))
      expect(readFileSync(join(terminal.folder, 'files', inbox ?? '', file)).includes('JFIF')).toBe(false);
    const picked = photos.find(({ name }) => name === 'vārds.JPG');
    const photoIds = picked ? [picked.photoId] : [];
    await terminal.get(CUSTOMER, 'drafts:pick', { draftId, photoIds, picked: true });
    await copied(terminal, draftId);
    expect((await terminal.get(CUSTOMER, 'media:copyState', { draftId })).mediumStillIn).toBe(false);
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    // What was ordered stays, what was only sent goes; the code is void.
    await expect.poll(() => foldersOf(terminal), WAIT).toEqual([draftId]);
    expect((await phone.send('late.jpg', photo)).status).toBe(410);
    expect(await terminal.rows('SELECT name, bytes FROM order_photo')).toEqual([
      { name: 'vārds.JPG', bytes: photo.length },
    ]);
    await terminal.close();
    expect(await keys()).toEqual([draftId]);
  });

  it('[MED-10, MED-4] finds a photo that a phone sends twice under two names', async () => {
    const { terminal } = await terminalWithPhone();
    const { phone } = await startVisit(terminal);
    await phone.open();
    const [photo, other] = await Promise.all([photoBytes(901, 600), photoBytes(600, 902)]);
    for (const [name, bytes] of [
      ['IMG_1.JPG', photo],
      ['other.JPG', other],
      ['copy.JPG', photo],
    ] as const)
      expect((await phone.send(name, bytes)).status).toBe(201);
    const same = async (name: string) => (await photosOf(terminal)).find((one) => one.name === name)?.same;
    await expect.poll(() => same('copy.JPG'), WAIT).toBeTruthy();
    expect(await same('IMG_1.JPG')).toBe(await same('copy.JPG'));
    expect(await same('other.JPG')).toBeNull();
    await terminal.close();
  });

  it('[MED-4, KIO-3] leaves nothing of what it sent when the customer gives up, and tells the phone', async () => {
    const { terminal, keys } = await terminalWithPhone();
    const { draftId, phone } = await startVisit(terminal);
    await sendTwo(phone);
    const [first] = await photosOf(terminal);
    await terminal.get(CUSTOMER, 'drafts:pick', {
      draftId,
      photoIds: first ? [first.photoId] : [],
      picked: true,
    });
    await copied(terminal, draftId);
    expect(foldersOf(terminal)).toHaveLength(2);
    await terminal.get(CUSTOMER, 'visit:end', { why: 'startOver' });
    await expect.poll(() => foldersOf(terminal), WAIT).toEqual([]);
    const after = await phone.ask(phone.path);
    expect(after.status).toBe(410);
    expect(after.body).toContain('data-state="ended"');
    expect(await terminal.get(NOBODY, 'media:sources', {})).toEqual({ sources: [] });
    await terminal.close();
    expect(await keys()).toEqual([]);
  });

  it('[MED-4, KIO-3] a crash leaves nothing after the next start; what was picked is known when it is sent again', async () => {
    const { terminal, keys, osKeyWrap } = await terminalWithPhone();
    const { draftId, phone } = await startVisit(terminal);
    await sendTwo(phone);
    const before = await photosOf(terminal);
    const photoIds = before.map(({ photoId }) => photoId);
    await terminal.get(CUSTOMER, 'drafts:pick', { draftId, photoIds, picked: true });
    // The disk as a power cut leaves it.
    const folder = folderFor('cut');
    cpSync(terminal.folder, folder, { recursive: true });
    await terminal.close();
    expect(foldersOf({ folder })).toHaveLength(1);
    const next = await startTerminal({ folder, osKeyWrap });
    expect(foldersOf(next)).toEqual([]);
    const again = aPhone(await codeOf(next, draftId));
    await sendTwo(again);
    expect((await photosOf(next)).map(({ photoId }) => photoId).sort()).toEqual([...photoIds].sort());
    await copied(next, draftId);
    expect((await draftOf(next, draftId)).photos.every(({ stored }) => stored)).toBe(true);
    next.clock.ms += 60_001;
    const last = await next.restart();
    expect(foldersOf(last)).toEqual([]);
    await last.close();
    expect(await keys(folder)).toEqual([]);
  });

  it('[MED-3, MED-4, MED-11] looks at content, not at names: what is no photo is refused by its reason and gone', async () => {
    const { terminal } = await terminalWithPhone();
    const { phone } = await startVisit(terminal);
    await phone.open();
    const noise = sharp({
      create: {
        width: 300,
        height: 200,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 90, sigma: 40 },
      },
    });
    const sent = [
      await phone.send('a.jpg', Buffer.from('%PDF-1.7 and so on')),
      await phone.send('b.jpg', Buffer.from('MZ\x90\0')),
      await phone.send('c.jpg', (await photoBytes(900, 600)).subarray(0, 40)),
      await phone.send('d.jpg', Buffer.alloc(0)),
    ];
    expect(sent.map(({ status, body }) => [status, body])).toEqual([
      [415, '{"reason":"pdf"}'],
      [415, '{"reason":"unsupported_type"}'],
      [415, '{"reason":"damaged"}'],
      [415, '{"reason":"empty"}'],
    ]);
    const [inbox = ''] = foldersOf(terminal);
    expect(readdirSync(join(terminal.folder, 'files', inbox))).toEqual([]);
    expect(await photosOf(terminal)).toEqual([]);
    // As a newer phone stores them, under a name that tries to climb.
    expect((await phone.send('../../keys/x\u202e.avif', await noise.avif().toBuffer())).status).toBe(201);
    expect((await phone.send('C:\\fotos\\y.webp', await noise.webp().toBuffer())).status).toBe(201);
    expect((await photosOf(terminal)).map(({ name, width }) => [name, width])).toEqual([
      ['x.avif', 300],
      ['y.webp', 300],
    ]);
    expect(readdirSync(join(terminal.folder, 'keys')).some((name) => name.startsWith('x'))).toBe(false);
  });

  it('[MED-4] speaks TLS with a key of this terminal, the same after a restart, for its own address', async () => {
    const { terminal } = await terminalWithPhone();
    const certificateOf = async (running: Terminal) => {
      const { draftId } = await running.get(KIOSK, 'visit:start', { locale: 'lv' });
      const { hostname, port, protocol } = new URL(await codeOf(running, draftId));
      expect(protocol).toBe('https:');
      const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
      await new Promise((resolve) => socket.once('secureConnect', resolve));
      const found = socket.getPeerX509Certificate();
      socket.destroy();
      return found;
    };
    const first = await certificateOf(terminal);
    expect(first?.subjectAltName).toBe('IP Address:127.0.0.1');
    expect(first?.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(first?.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(first && first.verify(first.publicKey)).toBe(true);
    const second = await certificateOf(await terminal.restart());
    const raw = (one: typeof first) => one?.publicKey.export({ format: 'der', type: 'spki' }).toString('hex');
    expect(raw(second)).toBe(raw(first));
    expect(second?.serialNumber).not.toBe(first?.serialNumber);
  });

  it('[MED-4] is refused with its reason: not allowed, no such address', async () => {
    const { terminal } = await terminalWithPhone({ ...ON, on: false });
    const { draftId } = await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
    await terminal.get(CUSTOMER, 'phone:open', { draftId, fresh: false });
    expect(await stateOf(terminal, draftId)).toMatchObject({ state: 'off', url: null });
    const manager = await signInManager(terminal);
    await terminal.get(manager, 'settings:change', { change: { phone: { ...ON, address: '198.51.100.7' } } });
    expect(await stateOf(terminal, draftId)).toMatchObject({ state: 'no_network', url: null });
  });

  it('[MED-4] a new code ends the old one; the visit keeps what was sent', async () => {
    const { terminal } = await terminalWithPhone({
      ...ON,
      plain: true,
      wifiName: 'Viesi',
      wifiPassword: 'a;b',
    });
    const { draftId, phone } = await startVisit(terminal);
    await sendTwo(phone);
    const url = await codeOf(terminal, draftId, true);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}$/);
    const other = aPhone(url);
    expect((await other.open()).status).toBe(200);
    expect((await other.ask(phone.path)).status).toBe(404);
    expect(await stateOf(terminal, draftId)).toMatchObject({
      joined: true,
      received: 2,
      wifi: 'WIFI:S:Viesi;T:WPA;P:a\\;b;;',
    });
    expect((await photosOf(terminal)).length).toBe(2);
    const { settings } = await terminal.get(CUSTOMER, 'settings:get', {});
    expect(settings.phone.wifiPassword).toBe('');
  });
});
