import { DataJournal, type Edit } from './dataJournal.ts';
import type { Content, DiskEvent } from './events.ts';
import type { Fate } from './fate.ts';
import { type File, type FileSystem, NameJournal } from './nameJournal.ts';

/** One possible content of the disk, and how much of what was done is not in it. */
export interface Image {
  readonly content: Content;
  readonly dropped: number;
  readonly torn: number;
  readonly names: number;
}

/**
 * A disk as a power cut sees it: what surely lasts, and what was written but not synced. An fsync makes last what had
 * ended when it was entered, of that file only. At the cut each unsynced write is dropped, kept, or torn, independently of
 * the others; a truncation is dropped or kept; changes of names survive as a prefix of their order. The drive is believed
 * to honour flushes.
 */
export class DiskModel {
  readonly #names: NameJournal;
  readonly #data = new DataJournal();
  #ids = 0;
  #index = 0;

  /** An empty one. */
  constructor(fileSystem: FileSystem) {
    this.#names = new NameJournal(fileSystem);
  }

  /** What the program did next. */
  apply(event: DiskEvent): void {
    this.#act(event);
    this.#index += 1;
  }

  cut(fate: Fate): Image {
    const { names, lost } = this.#names.cut(fate);
    const { bytesOf, losses } = this.#data.cut(fate);
    const paths = [...names].filter(([path]) => path !== '');
    const content = new Map(paths.map(([path, file]) => [path, file === null ? null : bytesOf(file.id)]));
    return { content, names: lost, ...losses };
  }

  #act(event: DiskEvent): void {
    switch (event.type) {
      case 'create':
        if (this.#names.find(event.path) === undefined) this.#rename('add', event.path, this.#newFile(0));
        return;
      case 'mkdir':
        return this.#rename('add', event.path, null);
      case 'rename':
        return this.#rename('move', event.path, null, event.to);
      case 'remove':
        return this.#rename('remove', event.path, null);
      case 'write':
        return this.#edit(event.path, ({ size }) => ({ data: event.data, at: event.at ?? size }));
      case 'truncate':
        return this.#edit(event.path, () => ({ size: event.size }));
      case 'sync':
        return this.#sync(event);
      case 'sync-all':
        this.#data.sync(event.began, null);
        return this.#names.commit(event.began, true);
      case 'ack':
    }
  }

  #newFile(size: number): File {
    this.#ids += 1;
    return { id: this.#ids, size, grew: false };
  }

  #rename(change: 'add' | 'move' | 'remove', path: string, node: File | null, to = path): void {
    this.#names.make({ index: this.#index, change, path, to, node });
  }

  #edit(path: string, editOf: (file: File) => Edit): void {
    const file = this.#names.find(path);
    if (!file) throw new Error(`a write to ${path}, which is no file`);
    const edit = editOf(file);
    this.#data.make({ index: this.#index, id: file.id, edit });
    const size = 'size' in edit ? edit.size : Math.max(file.size, edit.at + edit.data.length);
    file.grew ||= size !== file.size;
    file.size = size;
  }

  #sync({ path, began, dataOnly }: Extract<DiskEvent, { type: 'sync' }>): void {
    const file = this.#names.find(path);
    if (file === undefined) return;
    if (file === null) return this.#names.syncFolder(path, began);
    this.#data.sync(began, file.id);
    if (!dataOnly || file.grew) this.#names.commit(began, false);
    file.grew = false;
  }
}
