import { describeError } from '../../log/log.ts';
import { handOver } from './handOver.ts';
import type { MessagesDeps } from './messages.deps.ts';
import { anyQueued } from './messages.store.ts';

const EVERY_MS = 2_000;
const AT_ONCE = 20;

/** Puts what may leave on its way while central is heard: by itself, and when it is asked to. */
export const createHandOverLoop = (deps: MessagesDeps) => {
  let timer: NodeJS.Timeout | null = null;
  const now = (): number => {
    const sends = deps.central();
    if (sends === null || (!sends.email && !sends.sms) || !anyQueued(deps.read)) return 0;
    return deps.transact((tx) => handOver(deps, tx, AT_ONCE, sends));
  };
  const quietly = (): void => {
    try {
      now();
    } catch (error) {
      deps.log.error('messages-round-failed', describeError(error));
    }
  };
  return {
    now,
    start: (): void => {
      timer = setInterval(quietly, EVERY_MS);
    },
    stop: (): void => {
      if (timer) clearInterval(timer);
    },
  };
};
