import { SyncFault } from '../../shared/sync/syncFault.ts';

/** A place in the feed: transaction and position. Transaction ids are texts, since they outgrow numbers. */
export interface Place {
  readonly xid: string;
  readonly pos: number;
  /** Tells the row that stands there from one that another history put there; missing where none was read. */
  readonly mark?: string | undefined;
}

export const START: Place = { xid: '0', pos: 0 };

const SHAPE = /^([0-9a-f]{16})\.(\d{1,20})\.(\d{1,16})(?:\.([0-9a-f]{8}))?$/;

/** Half the incarnation is enough to tell lives apart, and leaves room for the longest numbers. */
const lifeOf = (incarnation: string): string => incarnation.slice(0, 16);

export const cursorOf = (incarnation: string, { xid, pos, mark }: Place): string =>
  [lifeOf(incarnation), xid, pos, ...(mark === undefined ? [] : [mark])].join('.');

/** The place a cursor names; null for one of another life of the database, or none of ours. */
export const placeIn = (incarnation: string, cursor: string): Place | null => {
  const [, life, xid, pos, mark] = SHAPE.exec(cursor) ?? [];
  if (life !== lifeOf(incarnation) || xid === undefined || pos === undefined) return null;
  return { xid, pos: Number(pos), mark };
};

export const isBefore = (a: Place, b: Place): boolean => {
  const [x, y] = [BigInt(a.xid), BigInt(b.xid)];
  return x === y ? a.pos < b.pos : x < y;
};

/** What the feed holds: from where rows may have been dropped, to the transaction and the position that come next. */
export interface Bounds {
  readonly floor: Place;
  readonly end: Place;
}

/** A place that the database has not come to: it was set back, with everything beside it that would show it. */
export const isAhead = ({ xid, pos }: Place, { end }: Bounds): boolean =>
  BigInt(xid) > BigInt(end.xid) || pos > end.pos;

/** @throws SyncFault `cursor_gone`: only a snapshot helps */
export const placeOf = (incarnation: string, cursor: string, bounds: Bounds): Place => {
  const place = placeIn(incarnation, cursor);
  if (place === null || isBefore(place, bounds.floor) || isAhead(place, bounds))
    throw new SyncFault('cursor_gone');
  return place;
};
