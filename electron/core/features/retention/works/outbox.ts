import { setImmediate as breathe } from 'node:timers/promises';
import type { RetentionWork } from '../../../call/retentionWork.ts';
import { countPrunable, pruneOutbox } from '../../sync/index.ts';

const AT_ONCE = 500;

/** What central has had for so long that no restored one asks for it again; what needs somebody stays. */
export const outboxWork: RetentionWork = {
  due: ({ read, before }) => countPrunable(read, before('outboxDays')),
  run: async ({ transact, before }) => {
    let all = 0;
    for (;;) {
      const gone = transact((tx) => pruneOutbox(tx.db, before('outboxDays'), AT_ONCE));
      all += gone;
      if (gone < AT_ONCE) return all;
      await breathe();
    }
  },
};
