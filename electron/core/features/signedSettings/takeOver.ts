import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import {
  type NoticeVersion,
  type PricesVersion,
  readSettings,
  type SettingsVersion,
  type SignedSettings,
} from '../../../../shared/sync/settingsDocument.ts';
import type { Tx } from '../../call/context.ts';
import { verifySignature } from '../../keys/signingKey.ts';
import { adoptCatalogue } from '../catalogue/index.ts';
import { adoptNotice } from '../notices/index.ts';
import { closeOrdersOf } from '../orders/index.ts';
import { adoptStaffList } from '../staff/index.ts';
import { NotTakenOver, ownerOf } from '../sync/index.ts';
import { findSigned, insertSigned } from './signedSettings.store.ts';

/** @throws NotTakenOver */
const opened = (tx: Tx, signed: SignedSettings): SettingsVersion => {
  const { settingsPub, shopId } = ownerOf(tx.db);
  if (settingsPub === null) throw new NotTakenOver('no_key');
  const version = readSettings(signed, (text, sig) => verifySignature(settingsPub, Buffer.from(text), sig));
  if (typeof version === 'string') throw new NotTakenOver(version);
  if (version.shopId !== null && version.shopId !== shopId) throw new NotTakenOver('refused');
  return version;
};

/** Puts it where it is used; false where this version is known here with another content. */
const adopt = (tx: Tx, version: PricesVersion | NoticeVersion): boolean =>
  version.kind === 'prices'
    ? adoptCatalogue(tx, version.catalogue, version.validFrom)
    : adoptNotice(tx, version.notice);

/** Keeps what was signed, for those who name its version. */
const keep = (tx: Tx, version: PricesVersion | NoticeVersion, signed: SignedSettings): boolean => {
  const known = findSigned(tx.db, version.id);
  if (known?.text === signed.text) return true;
  if (known !== undefined || !adopt(tx, version)) return false;
  insertSigned(tx.db, version.id, signed, tx.now);
  return true;
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Takes over a price list, a notice or a staff list that the owner signed, whatever the order in which versions come: the
 * newest that holds is in force. An older price list or notice is kept for the orders that name it (SYN-6); of a staff
 * list, whose text names people, only that it was taken over.
 * @throws NotTakenOver
 */
export const takeOverSettings = (tx: Tx, signed: SignedSettings): void => {
  const version = opened(tx, signed);
  const isTaken =
    version.kind === 'staff'
      ? adoptStaffList(tx, version, { sha256: hashOf(signed.text), onLeft: closeOrdersOf })
      : keep(tx, version, signed);
  if (!isTaken) throw new NotTakenOver('refused');
};
