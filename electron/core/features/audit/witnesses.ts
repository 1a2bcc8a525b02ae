import type { ReadableDb } from '../../db/handles.ts';
import { readAnchor } from './anchor.ts';
import { readCountersigned } from './countersigned.ts';
import type { Key } from './entry.policy.ts';
import type { Witnesses } from './verify.ts';

/** What the trail is checked against, as it lies beside the database now. */
export const readWitnesses = async (dataFolder: string, key: Key, read: ReadableDb): Promise<Witnesses> => ({
  anchor: await readAnchor(dataFolder, key),
  countersigned: await readCountersigned(dataFolder, key, read),
});
