import type { Api } from '../../app/api.ts';
import type { OrderId, PhotoId } from '../../../shared/domain/ids.ts';

const AT_ONCE = 4;

export interface PhotoLoader {
  /** Asks for pictures in this order; each is reported once. */
  readonly want: (orderId: OrderId, photoIds: readonly PhotoId[]) => void;
  /** Large picture of one photo; null when it cannot be had. */
  readonly large: (orderId: OrderId, photoId: PhotoId) => Promise<string | null>;
  /** Forgets all pictures and gives their memory back. */
  readonly clear: () => void;
}

/** Addresses of pictures for `img`. Bytes live only as long as the order is on screen. */
export function createPhotoLoader(
  api: Pick<Api, 'ask'>,
  onPicture: (photoId: PhotoId, address: string | null) => void,
  makeAddress: (bytes: Uint8Array<ArrayBuffer>) => string = (bytes) =>
    URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })),
  revoke: (address: string) => void = (address) => URL.revokeObjectURL(address),
): PhotoLoader {
  let addresses: string[] = [];
  let round = 0;
  let running = 0;
  let queue: { readonly orderId: OrderId; readonly photoId: PhotoId }[] = [];
  let asked = new Set<PhotoId>();

  const fetch = async (orderId: OrderId, photoId: PhotoId, edge: 320 | 1600): Promise<string | null> => {
    const mine = round;
    const answer = await api.ask('orders:thumbnail', { orderId, photoId, edge });
    if (mine !== round || !answer.ok) return null;
    const address = makeAddress(answer.value.bytes as Uint8Array<ArrayBuffer>);
    addresses.push(address);
    return address;
  };

  const pump = (): void => {
    while (running < AT_ONCE) {
      const next = queue.shift();
      if (next === undefined) return;
      const mine = round;
      running += 1;
      void fetch(next.orderId, next.photoId, 320).then((address) => {
        running -= 1;
        if (mine === round) onPicture(next.photoId, address);
        pump();
      });
    }
  };

  return {
    want: (orderId, photoIds) => {
      for (const photoId of photoIds) {
        if (asked.has(photoId)) continue;
        asked.add(photoId);
        queue.push({ orderId, photoId });
      }
      pump();
    },
    large: (orderId, photoId) => fetch(orderId, photoId, 1600),
    clear: () => {
      round += 1;
      queue = [];
      asked = new Set();
      addresses.forEach(revoke);
      addresses = [];
    },
  };
}
