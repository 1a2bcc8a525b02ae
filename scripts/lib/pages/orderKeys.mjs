import { hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileKeysPath } from '../../../electron/core/keys/fileKeys.ts';
import { openSlot, readSlot, SLOT_BYTES } from '../../../electron/core/keys/slot.ts';

/**
 * The key of each order as it lies in the file of slots now. Reads only: opening it as core does would tidy it.
 * @returns {Map<string, Buffer>}
 */
export function readOrderKeys(dataFolder, databaseKey) {
  const keys = new Map();
  const wrappingKey = Buffer.from(hkdfSync('sha256', databaseKey, Buffer.alloc(0), 'lete-file-keys/1', 32));
  const bytes = readFileSync(fileKeysPath(dataFolder));
  for (let at = SLOT_BYTES; at + SLOT_BYTES <= bytes.length; at += SLOT_BYTES) {
    const slot = bytes.subarray(at, at + SLOT_BYTES);
    const state = readSlot(slot);
    if (state.kind !== 'used') continue;
    const key = openSlot(slot, state.orderId, wrappingKey);
    if (key !== undefined) keys.set(state.orderId, key);
  }
  return keys;
}
