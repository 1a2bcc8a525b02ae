import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileStore } from '../../../electron/core/files/fileStore.ts';
import { openFileKeys } from '../../../electron/core/keys/fileKeys.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { CUSTOMER, keyOf, signInManager, type Terminal } from './terminal.ts';
import { CONTACT, cardWith, copied, seen, terminalWithCard, visitWith } from './visit.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An order with its first steps done, at a terminal with a manager. */
const orderAt = async (card: string, photos: number) => {
  const { terminal, osKeyWrap } = await terminalWithCard(card);
  const { draftId } = await visitWith(terminal, photos);
  await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
  await copied(terminal, draftId);
  const { orderId } = await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
  return { terminal, osKeyWrap, orderId, manager: await signInManager(terminal) };
};

const cancel = async (
  terminal: Terminal,
  who: Awaited<ReturnType<typeof signInManager>>,
  orderId: OrderId,
) => {
  const { version } = await terminal.get(who, 'orders:get', { orderId });
  await terminal.get(who, 'orders:changeStatus', {
    orderId,
    version,
    to: 'cancelled',
    reason: 'wrong paper',
  });
};

describe('a linked order', () => {
  it('[ORD-3] has the photos, lines and contact of the first, its own files under its own key, and names it', async () => {
    const card = await cardWith(2);
    const { terminal, osKeyWrap, orderId, manager } = await orderAt(card, 2);
    await cancel(terminal, manager, orderId);
    const first = await terminal.get(manager, 'orders:get', { orderId });

    const { draftId } = await terminal.get(manager, 'drafts:startLinked', { orderId });
    const draft = await terminal.get(manager, 'drafts:get', { draftId });
    expect(draft.photos.map(({ name, stored }) => [name, stored])).toEqual(
      first.photos.map(({ name }) => [name, true]),
    );
    expect(draft.items.map(({ photoId: _own, ...item }) => item)).toEqual(
      first.photos.flatMap(({ items }) => items.map(({ photoId: _old, ...item }) => item)),
    );
    expect(draft.contact).toMatchObject({ way: 'email', email: CONTACT.email });
    expect(draft.consents).toEqual([]);

    await terminal.get(manager, 'drafts:place', await seen(terminal, draftId, manager));
    expect(await terminal.get(manager, 'orders:get', { orderId: draftId })).toMatchObject({
      linkedTo: orderId,
      status: 'placed',
    });
    const rows = await terminal.rows(`SELECT file_id FROM order_photo WHERE order_id = '${draftId}'`);
    await terminal.close();

    const keys = await openFileKeys(terminal.folder, await keyOf({ folder: terminal.folder, osKeyWrap }));
    // The first can be deleted without the second.
    await keys.destroy(orderId);
    const key = (await keys.get(draftId)) ?? Buffer.alloc(0);
    await keys.close();
    const store = createFileStore(terminal.folder);
    const hashes = await Promise.all(
      rows.map(async (row) =>
        sha256(await store.read({ orderId: draftId, fileId: String(row['file_id']) }, key)),
      ),
    );
    const originals = readdirSync(card).map((name) => sha256(readFileSync(join(card, name))));
    expect(hashes.toSorted()).toEqual(originals.toSorted());
  });

  it('[ORD-3] is not needed while the order itself can be changed, and leaves nothing when it cannot be made', async () => {
    const { terminal, orderId, manager } = await orderAt(await cardWith(1), 1);
    expect(await terminal.refused(manager, 'drafts:startLinked', { orderId })).toBe('TRANSITION_REFUSED');
    await cancel(terminal, manager, orderId);
    const [file = ''] = readdirSync(join(terminal.folder, 'files', orderId));
    rmSync(join(terminal.folder, 'files', orderId, file));
    const before = readdirSync(join(terminal.folder, 'files'));
    expect(await terminal.refused(manager, 'drafts:startLinked', { orderId })).toBe('PHOTO_UNREADABLE');
    expect(readdirSync(join(terminal.folder, 'files'))).toEqual(before);
    expect(await terminal.rows('SELECT 1 FROM draft')).toEqual([]);
    expect(existsSync(join(terminal.folder, 'files', orderId))).toBe(true);
  });
});
