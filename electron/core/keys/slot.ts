import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import { BOX_OVERHEAD, openBox, sealBox } from './secretBox.ts';

/*
 * One slot of keys/files.keys, 128 bytes:
 *   used  'USED' | order id (26 ASCII) | key box (12 + 32 + 16) | random filling | checksum (16)
 *   free  'FREE' | random bytes
 * Anything else is torn: a write that power cut short. The order id is additional data of the box.
 */

export const SLOT_BYTES = 128;
export const FILE_KEY_BYTES = 32;
const USED = Buffer.from('USED', 'latin1');
const FREE = Buffer.from('FREE', 'latin1');
const ORDER_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const ID_AT = 4;
const BOX_AT = ID_AT + 26;
const BOX_END = BOX_AT + BOX_OVERHEAD + FILE_KEY_BYTES;
const SUM_AT = SLOT_BYTES - 16;

/** What lies in a slot. */
export type SlotState =
  | { readonly kind: 'used'; readonly orderId: string }
  | { readonly kind: 'free' }
  | { readonly kind: 'torn' };

/** Throws RangeError for anything but a ULID: the slot has room for exactly that. */
export function assertOrderId(orderId: string): void {
  if (!ORDER_ID.test(orderId)) throw new RangeError('order-id-malformed');
}

/** A used slot holding an order's key under the wrapping key. */
export function encodeSlot(orderId: string, fileKey: Uint8Array, wrappingKey: Uint8Array): Buffer {
  const slot = randomBytes(SLOT_BYTES);
  USED.copy(slot);
  slot.write(orderId, ID_AT, 'latin1');
  sealBox(fileKey, wrappingKey, orderId).copy(slot, BOX_AT);
  checksum(slot).copy(slot, SUM_AT);
  return slot;
}

/** What the bytes of a slot are. */
export function readSlot(slot: Buffer): SlotState {
  if (slot.length !== SLOT_BYTES) return { kind: 'torn' };
  const mark = slot.subarray(0, ID_AT);
  if (mark.equals(FREE)) return { kind: 'free' };
  const orderId = slot.toString('latin1', ID_AT, BOX_AT);
  const whole = mark.equals(USED) && ORDER_ID.test(orderId) && checksum(slot).equals(slot.subarray(SUM_AT));
  return whole ? { kind: 'used', orderId } : { kind: 'torn' };
}

/** The key in a used slot; undefined under another wrapping key. */
export function openSlot(slot: Buffer, orderId: string, wrappingKey: Uint8Array): Buffer | undefined {
  return openBox(slot.subarray(BOX_AT, BOX_END), wrappingKey, orderId);
}

/** The first bytes that mark a wiped slot free. */
export const FREE_MARK: Uint8Array = FREE;

function checksum(slot: Buffer): Buffer {
  return createHash('sha256')
    .update(slot.subarray(0, SUM_AT))
    .digest()
    .subarray(0, SLOT_BYTES - SUM_AT);
}
