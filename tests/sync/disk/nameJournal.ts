import { dirname } from 'node:path';
import type { Fate } from './fate.ts';

/**
 * When a change of names lasts. `ext4`: an fsync commits every earlier one too (one journal, in order), an fdatasync only
 * if the file grew. `strict`: only after an fsync of their folder, as POSIX has it.
 */
export type FileSystem = 'ext4' | 'strict';

/** A file apart from its names. */
export interface File {
  readonly id: number;
  /** As the program sees it. */
  size: number;
  grew: boolean;
}

/** What lies under each path; null is a folder. */
export type Names = Map<string, File | null>;

export interface NameChange {
  /** Number of the event that made it. */
  readonly index: number;
  readonly change: 'add' | 'move' | 'remove';
  readonly path: string;
  readonly to: string;
  /** What is added. */
  readonly node: File | null;
}

const folderOf = (path: string): string => (dirname(path) === '.' ? '' : dirname(path));
const foldersOf = ({ path, to }: NameChange): readonly string[] => [folderOf(path), folderOf(to)];

const applyTo = (names: Names, { change, path, to, node }: NameChange): void => {
  if (change === 'remove') names.delete(path);
  if (change === 'add') names.set(path, node);
  if (change !== 'move') return;
  const moved = [...names].filter(([old]) => old === path || old.startsWith(`${path}/`));
  for (const [old, below] of moved) {
    names.delete(old);
    names.set(to + old.slice(path.length), below);
  }
};

/** A name that lasts is found only below folders whose names do. */
const isReachable = (names: Names, path: string): boolean =>
  path === '' || (names.get(folderOf(path)) === null && isReachable(names, folderOf(path)));

/** Names of a disk: as the program sees them, as they surely last, and the changes between the two. */
export class NameJournal {
  readonly #fileSystem: FileSystem;
  readonly #seen: Names = new Map([['', null]]);
  readonly #lasting: Names = new Map([['', null]]);
  #open: NameChange[] = [];

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  /** Undefined where nothing has that path. */
  find(path: string): File | null | undefined {
    return this.#seen.get(path);
  }

  make(change: NameChange): void {
    applyTo(this.#seen, change);
    this.#open.push(change);
  }

  /** An fsync of a folder that was entered as event `began`. */
  syncFolder(path: string, began: number): void {
    const all = this.#fileSystem === 'ext4';
    this.#keep((one) => one.index < began && (all || foldersOf(one).includes(path)));
  }

  /** An fsync of a file that commits the journal, or of the whole disk. */
  commit(began: number, everywhere: boolean): void {
    if (everywhere || this.#fileSystem === 'ext4') this.#keep((one) => one.index < began);
  }

  /** The names after a power cut now, and how many changes did not survive. */
  cut(fate: Fate): { readonly names: Names; readonly lost: number } {
    const names: Names = new Map(this.#lasting);
    const dead = this.#fileSystem === 'ext4' ? this.#tail(fate, this.#open) : this.#tailOfEachFolder(fate);
    for (const one of this.#open) if (!dead.has(one)) applyTo(names, one);
    const reachable = [...names].filter(([path]) => isReachable(names, path));
    return { names: new Map(reachable), lost: dead.size };
  }

  #keep(which: (change: NameChange) => boolean): void {
    for (const one of this.#open.filter(which)) applyTo(this.#lasting, one);
    this.#open = this.#open.filter((one) => !which(one));
  }

  #tail(fate: Fate, changes: readonly NameChange[]): Set<NameChange> {
    return new Set(changes.slice(fate.kept(changes.length)));
  }

  #tailOfEachFolder(fate: Fate): Set<NameChange> {
    const folders = [...new Set(this.#open.flatMap(foldersOf))].sort();
    const tails = folders.map((folder) =>
      this.#tail(
        fate,
        this.#open.filter((one) => foldersOf(one).includes(folder)),
      ),
    );
    return new Set(tails.flatMap((tail) => [...tail]));
  }
}
