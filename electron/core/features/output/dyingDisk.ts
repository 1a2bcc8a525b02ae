import type { Progress } from './recovery.policy.ts';

/** Test helper: a disk under the test's control, which can die at any call, or refuse one kind of call. */
export const disk = {
  calls: 0,
  dieAt: Number.POSITIVE_INFINITY,
  refuse: null as null | { call: string; code: string; times: number },
  corrupt: false,
};

export function wholeDisk(): void {
  Object.assign(disk, { calls: 0, dieAt: Number.POSITIVE_INFINITY, refuse: null, corrupt: false });
}

export class PowerCut extends Error {}

function step(call: string): void {
  disk.calls += 1;
  if (disk.calls >= disk.dieAt) throw new PowerCut(call);
  if (disk.refuse?.call === call && disk.refuse.times > 0) {
    disk.refuse.times -= 1;
    throw Object.assign(new Error(call), { code: disk.refuse.code });
  }
}

type Fs = typeof import('node:fs/promises');

/** What stands for `node:fs/promises`: the real one, each call of which is a step at which the power may go. */
export function dyingFs(fs: Fs): object {
  const wrapped = Object.fromEntries(
    (['lstat', 'mkdir', 'readFile', 'rename', 'rm', 'rmdir'] as const).map((name) => [
      name,
      async (...args: unknown[]) => {
        step(name);
        return Reflect.apply(fs[name], fs, args);
      },
    ]),
  );
  const open = async (path: string, flags: string) => {
    step('open');
    const handle = await fs.open(path, flags);
    return {
      writeFile: async (bytes: Uint8Array) => {
        try {
          step('writeFile');
        } catch (error) {
          await handle.writeFile(bytes.subarray(0, bytes.length >> 1));
          throw error;
        }
        await handle.writeFile(disk.corrupt ? new Uint8Array(bytes.length) : bytes);
      },
      sync: async () => {
        step('sync');
        await handle.sync();
      },
      // A dead process closes its files too.
      close: () => handle.close(),
    };
  };
  return { ...fs, ...wrapped, open };
}

/** A journal that survives the power cut, as a database does; each write is a step at which the power may go. */
export function journalOf(
  state: { progress: Progress; paths: readonly string[] } = { progress: 'none', paths: [] },
) {
  const alive = () => {
    disk.calls += 1;
    if (disk.calls >= disk.dieAt) throw new PowerCut('journal');
  };
  const write =
    (progress: Progress) =>
    async (paths: readonly string[] = []) => {
      alive();
      Object.assign(state, { progress, paths });
      alive();
    };
  return {
    state,
    progress: async () => (alive(), state.progress),
    recordIntent: write('intent'),
    withdrawIntent: write('none'),
    recordHandedOver: write('handed_over'),
  };
}
