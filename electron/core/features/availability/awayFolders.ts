import type { Settings } from '../../../../shared/contract/settings.ts';
import { isWritableFolder } from '../../files/isWritableFolder.ts';

/** Outputs whose folder cannot be written to now; null is the folder of what no output takes, where one is named. */
export const awayFolders = async ({ labs, production }: Settings): Promise<ReadonlySet<string | null>> => {
  const named = [
    ...labs.outputs.map(({ id, folder }) => ({ id, folder })),
    ...(production.folder === null ? [] : [{ id: null, folder: production.folder }]),
  ];
  const there = await Promise.all(named.map(({ folder }) => isWritableFolder(folder)));
  return new Set(named.flatMap(({ id }, i) => (there[i] === true ? [] : [id])));
};
