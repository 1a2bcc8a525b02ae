/** Looks at things one after the other, those asked for first. */
export type ProbeQueue<Id> = {
  readonly add: (ids: readonly Id[]) => void;
  /** Takes ids before those that were only added, in the order of asking. Unknown and finished ones are left out. */
  readonly hurry: (ids: readonly Id[]) => void;
  /** While resting only hurried ids are looked at. */
  readonly rest: (resting: boolean) => void;
  readonly clear: () => void;
};

export function createProbeQueue<Id>(options: {
  readonly look: (id: Id) => Promise<void>;
  readonly atOnce: number;
  /** Everything that was added has been looked at. */
  readonly onEmpty?: () => void;
}): ProbeQueue<Id> {
  const waiting = new Set<Id>();
  const urgent = new Set<Id>();
  let resting = false;
  let running = 0;

  const next = (): Id | undefined => {
    const [first] = urgent;
    if (first !== undefined) return first;
    return resting ? undefined : waiting.values().next().value;
  };
  const run = async () => {
    running += 1;
    for (let id = next(); id !== undefined; id = next()) {
      waiting.delete(id);
      urgent.delete(id);
      await options.look(id);
    }
    running -= 1;
    if (running === 0 && waiting.size === 0) options.onEmpty?.();
  };
  const pump = () => {
    while (running < options.atOnce && waiting.size > 0) {
      const before = running;
      void run();
      if (running === before) return;
    }
  };
  return {
    add: (ids) => {
      for (const id of ids) waiting.add(id);
      pump();
    },
    hurry: (ids) => {
      for (const id of ids) if (waiting.has(id)) urgent.add(id);
      pump();
    },
    rest: (now) => {
      resting = now;
      pump();
    },
    clear: () => {
      waiting.clear();
      urgent.clear();
    },
  };
}
