import type { StoreApi } from 'zustand/vanilla';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';
import { type Shape, shapeOf, wayBack } from './history.policy.ts';

export interface HistoryState {
  readonly past: readonly Shape[];
}

export interface History extends StoreApi<HistoryState> {
  /** Runs one change of the person and remembers how the draft was. Changes wait for each other. */
  readonly change: (run: () => Promise<unknown>) => Promise<void>;
  /** „Atcelt pēdējo” */
  readonly undo: () => Promise<void>;
}

const DEPTH = 50;

/** What „undo last” takes back: the choice, sizes, steppers and crops alike. */
export function createHistory(visit: Visit, wipes: WipeRegistry): History {
  const store = wipes.store<HistoryState>('history', () => ({ past: [] }));
  const { getState: get, setState: set } = store;
  let line: Promise<void> = Promise.resolve();
  const inLine = (run: () => Promise<void>): Promise<void> => {
    line = line.then(run, run);
    return line;
  };

  const goBack = async (): Promise<void> => {
    const before = get().past.at(-1);
    const { draft } = visit.getState();
    if (before === undefined || draft === null) return;
    const { pick, drop, common, put, remove } = wayBack(shapeOf(draft), before);
    if (pick.length > 0) await visit.onDraft('drafts:pick', { photoIds: [...pick], picked: true });
    if (drop.length > 0) await visit.onDraft('drafts:pick', { photoIds: [...drop], picked: false });
    if (common !== null) await visit.onDraft('drafts:setAll', { ...common, overwrite: true });
    if (put.length > 0) await visit.onDraft('drafts:putItems', { items: [...put] });
    await visit.refreshDraft();
    const left = removable(before, visit.getState().draft?.items ?? [], common === null ? remove : null);
    if (left.length > 0) await visit.onDraft('drafts:removeItems', { keys: [...left] });
    set(({ past }) => ({ past: past.slice(0, -1) }));
    await visit.refreshDraft();
  };

  return {
    ...store,
    change: (run) =>
      inLine(async () => {
        const { draft } = visit.getState();
        if (draft === null) return;
        const before = shapeOf(draft);
        if ((await run()) === null) return;
        set(({ past }) => ({ past: [...past, before].slice(-DEPTH) }));
        await visit.refreshDraft();
      }),
    undo: () => inLine(goBack),
  };
}

type Keys = ReturnType<typeof wayBack>['remove'];

/** After „all the same” every photo got the common item once more: what was not there before goes. */
function removable(before: Shape, items: Shape['items'], remove: Keys | null): Keys {
  if (remove !== null) return remove;
  const key = ({ photoId, format, paper }: Keys[number]) => `${photoId} ${format} ${paper}`;
  const wanted = new Set(before.items.map(key));
  return items
    .filter((item) => !wanted.has(key(item)))
    .map(({ photoId, format, paper }) => ({ photoId, format, paper }));
}
