import { OrderId } from '../domain/ids.ts';
import { Hash } from './primitives.ts';

/** One file of one order, by the SHA-256 of its sealed bytes. */
export interface UploadId {
  readonly orderId: OrderId;
  readonly cipherSha256: string;
}

/** The same file of the same order has the same id at every try, so that a lost answer leaves no orphan. */
export const uploadIdOf = ({ orderId, cipherSha256 }: UploadId): string => `${orderId}.${cipherSha256}`;

/** Null for anything that is not such an id: it becomes the name of a file. */
export const parseUploadId = (text: string): UploadId | null => {
  const [order, hash, ...rest] = text.split('.');
  const orderId = OrderId.safeParse(order);
  const cipherSha256 = Hash.safeParse(hash);
  if (!orderId.success || !cipherSha256.success || rest.length > 0) return null;
  return { orderId: orderId.data, cipherSha256: cipherSha256.data };
};
