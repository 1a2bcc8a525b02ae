import { readdir, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { shownName } from '../../../../shared/domain/media.ts';

/** A readable medium: a mounted card or stick, or a folder given for trials. */
export type Volume = {
  /** The same card put in twice has two keys. */
  readonly key: string;
  readonly root: string;
  readonly kind: 'volume' | 'folder';
  /** As it may be shown. */
  readonly label: string;
};

/** Says which media are there now. Linux reads its mount table; other systems have their own. */
export type VolumeLister = () => Promise<readonly Volume[]>;

/** A folder in place of a card, for trials: there while the folder can be listed. */
export function folderVolumes(folder: string): VolumeLister {
  const root = resolve(folder);
  return async () => {
    try {
      const { dev, ino } = await stat(root);
      await readdir(root);
      return [{ key: `folder:${dev}:${ino}:${root}`, root, kind: 'folder', label: labelOf(root) }];
    } catch (error) {
      // A locked folder is a medium too: its source says why nothing can be read.
      const locked = error instanceof Error && 'code' in error && error.code === 'EACCES';
      return locked ? [{ key: `folder:${root}`, root, kind: 'folder', label: labelOf(root) }] : [];
    }
  };
}

/** All media of several listers. */
export function allVolumes(...listers: readonly VolumeLister[]): VolumeLister {
  return async () => (await Promise.all(listers.map((list) => list()))).flat();
}

/** Last part of a path, as it may be shown. */
export function labelOf(root: string): string {
  return shownName(basename(root)).slice(0, 255);
}
