import { SyncFault } from '../../shared/sync/syncFault.ts';

/** A place in the feed: transaction and position. Transaction ids are texts, since they outgrow numbers. */
export interface Place {
  readonly xid: string;
  readonly pos: number;
}

export const START: Place = { xid: '0', pos: 0 };

const SHAPE = /^([0-9a-f]{16})\.(\d{1,20})\.(\d{1,16})$/;

/** Half the incarnation is enough to tell lives apart, and leaves room for the longest numbers. */
const lifeOf = (incarnation: string): string => incarnation.slice(0, 16);

export const cursorOf = (incarnation: string, { xid, pos }: Place): string =>
  `${lifeOf(incarnation)}.${xid}.${pos}`;

/** The place a cursor names; null for one of another life of the database, or none of ours. */
export const placeIn = (incarnation: string, cursor: string): Place | null => {
  const [, life, xid, pos] = SHAPE.exec(cursor) ?? [];
  if (life !== lifeOf(incarnation) || xid === undefined || pos === undefined) return null;
  return { xid, pos: Number(pos) };
};

export const isBefore = (a: Place, b: Place): boolean => {
  const [x, y] = [BigInt(a.xid), BigInt(b.xid)];
  return x === y ? a.pos < b.pos : x < y;
};

/** @throws SyncFault `cursor_gone`: only a snapshot helps */
export const placeOf = (incarnation: string, cursor: string, floor: Place): Place => {
  const place = placeIn(incarnation, cursor);
  if (place === null || isBefore(place, floor)) throw new SyncFault('cursor_gone');
  return place;
};
