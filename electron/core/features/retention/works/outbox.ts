import { setImmediate as breathe } from 'node:timers/promises';
import type { RetentionWork } from '../../../call/retentionWork.ts';
import { countPrunable, countPrunableRelays, pruneOutbox, pruneRelays } from '../../sync/index.ts';

const AT_ONCE = 500;

/** What central has had for so long that no restored one asks for it again; what needs somebody stays. */
export const outboxWork: RetentionWork = {
  due: ({ read, before }) =>
    countPrunable(read, before('outboxDays')) + countPrunableRelays(read, before('outboxDays')),
  run: async ({ transact, before }) => {
    let all = 0;
    for (const prune of [pruneOutbox, pruneRelays])
      for (let gone = AT_ONCE; gone === AT_ONCE; await breathe()) {
        gone = transact((tx) => prune(tx.db, before('outboxDays'), AT_ONCE));
        all += gone;
      }
    return all;
  },
};
