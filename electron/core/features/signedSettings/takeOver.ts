import { Buffer } from 'node:buffer';
import {
  readSettings,
  type SettingsVersion,
  type SignedSettings,
} from '../../../../shared/sync/settingsDocument.ts';
import type { Tx } from '../../call/context.ts';
import { verifySignature } from '../../keys/signingKey.ts';
import { adoptCatalogue } from '../catalogue/index.ts';
import { adoptNotice } from '../notices/index.ts';
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
const adopt = (tx: Tx, version: SettingsVersion): boolean =>
  version.kind === 'prices'
    ? adoptCatalogue(tx, version.catalogue, version.validFrom)
    : adoptNotice(tx, version.notice);

/**
 * Takes over a price list or a notice that the owner signed, whatever the order in which versions come: the newest that
 * holds is in force, and an older one is kept for the orders that name it (SYN-6).
 * @throws NotTakenOver
 */
export const takeOverSettings = (tx: Tx, signed: SignedSettings): void => {
  const version = opened(tx, signed);
  const known = findSigned(tx.db, version.id);
  if (known?.text === signed.text) return;
  if (known !== undefined || !adopt(tx, version)) throw new NotTakenOver('refused');
  insertSigned(tx.db, version.id, signed, tx.now);
};
