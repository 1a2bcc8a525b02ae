import { Buffer } from 'node:buffer';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { OrderKey } from '../../../../../shared/sync/endpoints.ts';
import { refusalOf } from './refusal.ts';
import type { Send } from './send/tusClient.ts';

const pathOf = (orderId: OrderId): string => `/v1/orders/${orderId}/key`;

/** Gives central the key of an order, by its own route; the same again is fine. Throws Refusal. */
export const sendKey = async (
  send: Send,
  orderId: OrderId,
  key: Uint8Array,
  signal: AbortSignal,
): Promise<void> => {
  const body = JSON.stringify({ key: Buffer.from(key).toString('hex') });
  const headers = { 'content-type': 'application/json' };
  const response = await send(pathOf(orderId), { method: 'PUT', headers, body, signal });
  if (response.status !== 204) throw await refusalOf(response);
};

/** Fetches the key of an order that another terminal took. Throws Refusal. */
export const fetchKey = async (send: Send, orderId: OrderId, signal: AbortSignal): Promise<Buffer> => {
  const response = await send(pathOf(orderId), { method: 'GET', signal });
  if (response.status !== 200) throw await refusalOf(response);
  return Buffer.from(OrderKey.parse(await response.json()).key, 'hex');
};
