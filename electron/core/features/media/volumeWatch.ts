import type { Volume, VolumeLister } from './volumes.ts';

/** Looks again and again which media are there. */
export type VolumeWatch = {
  readonly start: () => void;
  /** Looks now; resolves when `onLook` has heard the answer. */
  readonly refresh: () => Promise<void>;
  readonly stop: () => void;
};

/** Polls `list` every `everyMs` milliseconds; one look at a time, in order. */
export function createVolumeWatch(options: {
  readonly list: VolumeLister;
  readonly everyMs: number;
  readonly onLook: (volumes: readonly Volume[]) => void;
}): VolumeWatch {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let running = false;

  const refresh = () => {
    looking = looking.then(async () => options.onLook(await options.list()));
    return looking;
  };
  const tick = async () => {
    await refresh();
    if (running) timer = setTimeout(() => void tick(), options.everyMs).unref();
  };
  return {
    refresh,
    start: () => {
      if (running) return;
      running = true;
      void tick();
    },
    stop: () => {
      running = false;
      clearTimeout(timer);
    },
  };
}
