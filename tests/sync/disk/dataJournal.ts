import { Buffer } from 'node:buffer';
import type { Fate } from './fate.ts';

/** What a power cut tears a write into, in bytes. */
const SECTOR = 512;
const WRITE_SURVIVES = 0.65;
const TRUNCATION_SURVIVES = 0.5;
const SECTOR_SURVIVES = 0.5;

/** A file's bytes with room to grow. */
class Bytes {
  #room: Buffer;
  #size: number;

  constructor(bytes: Buffer) {
    this.#room = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  write(data: Buffer, at: number): void {
    this.resize(Math.max(this.#size, at + data.length));
    data.copy(this.#room, at);
  }

  resize(size: number): void {
    if (size > this.#room.length) {
      const larger = Buffer.alloc(size * 2);
      this.#room.copy(larger, 0, 0, this.#size);
      this.#room = larger;
    }
    this.#room.fill(0, size, Math.max(size, this.#size));
    this.#size = size;
  }

  view(): Buffer {
    return this.#room.subarray(0, this.#size);
  }
}

/** Bytes written there, or the file's new size. */
export type Edit = { readonly data: Buffer; readonly at: number } | { readonly size: number };

interface DataChange {
  /** Number of the event that made it. */
  readonly index: number;
  readonly id: number;
  readonly edit: Edit;
}

/** What did not reach the disk. */
interface Losses {
  dropped: number;
  torn: number;
}

/** Bytes of a disk's files: as they surely last, and the writes since. */
export class DataJournal {
  readonly #lasting = new Map<number, Bytes>();
  #open: DataChange[] = [];

  make(change: DataChange): void {
    this.#open.push(change);
  }

  /** An fsync that was entered as event `began`; of one file, or of all. */
  sync(began: number, id: number | null): void {
    const which = (one: DataChange): boolean => one.index < began && (id === null || one.id === id);
    for (const one of this.#open.filter(which)) {
      const bytes = this.#lasting.get(one.id) ?? new Bytes(Buffer.alloc(0));
      this.#lasting.set(one.id, bytes);
      apply(bytes, one.edit);
    }
    this.#open = this.#open.filter((one) => !which(one));
  }

  /** The bytes of each file after a power cut now, and what was lost. */
  cut(fate: Fate): { readonly bytesOf: (id: number) => Buffer; readonly losses: Losses } {
    const changed = new Map<number, Bytes>();
    const losses: Losses = { dropped: 0, torn: 0 };
    const lasting = (id: number): Buffer => this.#lasting.get(id)?.view() ?? Buffer.alloc(0);
    for (const { id, edit } of this.#open) {
      const bytes = changed.get(id) ?? new Bytes(lasting(id));
      changed.set(id, bytes);
      for (const part of survivingParts(edit, fate, losses)) apply(bytes, part);
    }
    return { bytesOf: (id) => changed.get(id)?.view() ?? lasting(id), losses };
  }
}

const apply = (bytes: Bytes, edit: Edit): void =>
  'size' in edit ? bytes.resize(edit.size) : bytes.write(edit.data, edit.at);

const survivingParts = (edit: Edit, fate: Fate, losses: Losses): readonly Edit[] => {
  if (!fate.survives('size' in edit ? TRUNCATION_SURVIVES : WRITE_SURVIVES)) {
    losses.dropped += 1;
    return [];
  }
  if ('size' in edit || !fate.tears()) return [edit];
  const { data, at } = edit;
  const sectors = Array.from({ length: Math.ceil(data.length / SECTOR) }, (_, i) => ({
    data: data.subarray(i * SECTOR, (i + 1) * SECTOR),
    at: at + i * SECTOR,
  }));
  const kept = sectors.filter(() => fate.survives(SECTOR_SURVIVES));
  losses.torn += kept.length < sectors.length ? 1 : 0;
  return kept;
};
