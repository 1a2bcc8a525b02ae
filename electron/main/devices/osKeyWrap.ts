import { safeStorage } from 'electron';
import type { OsKeyWrap } from '../../core/ports/osKeyWrap.ts';

// Electron 45 has asynchronous calls and deprecates the synchronous ones; the 33 stand-in has only those.
const hasAsync = 'encryptStringAsync' in safeStorage;

/** On Linux `basic_text` only obfuscates, so it counts as no protection. */
const backed = (): boolean =>
  process.platform !== 'linux' ||
  !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());

const available = async (): Promise<boolean> =>
  backed() && (hasAsync ? safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable());

const encrypt = async (text: string): Promise<Uint8Array> =>
  hasAsync ? safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text);

const decrypt = async (wrapped: Buffer): Promise<string> =>
  hasAsync ? (await safeStorage.decryptStringAsync(wrapped)).result : safeStorage.decryptString(wrapped);

/** The operating system's key protection through Electron. Bytes travel as base64, since it takes text only. */
export const osKeyWrap: OsKeyWrap = {
  available,
  wrap: (plain) => encrypt(Buffer.from(plain).toString('base64')),
  unwrap: async (wrapped) => Buffer.from(await decrypt(Buffer.from(wrapped)), 'base64'),
};
