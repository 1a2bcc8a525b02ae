import type { LaneKeeper } from './lanes.ts';
import { readFrom, streamOf } from '../sealedFile.ts';

/** Holds bytes back, or throws the signal's reason. */
export type Pass = (bytes: number, signal: AbortSignal) => Promise<void>;

/** A file on its way out, as fast as it may. */
export interface PacedSource {
  readonly read: (offset: number) => ReadableStream<Uint8Array>;
  /** True after the disk, and not the line, ended a reading. */
  readonly failed: () => boolean;
}

/** @param size bytes the file should have; another length is a failure of the disk */
export const pacedSource = (
  { pass, lanes }: { readonly pass: Pass; readonly lanes: LaneKeeper },
  path: string,
  size: number,
  signal: AbortSignal,
): PacedSource => {
  let failed = false;
  const blocks = async function* (offset: number): AsyncGenerator<Uint8Array, void, void> {
    let at = offset;
    try {
      for await (const block of readFrom(path, offset)) {
        at += block.length;
        if (at > size) throw new Error('longer than it was');
        await pass(block.length, signal);
        yield block;
        lanes.passed(block.length);
      }
      if (at < size) throw new Error('shorter than it was');
    } catch (error) {
      failed = !signal.aborted;
      throw error;
    }
  };
  return {
    read: (offset) => streamOf(blocks(offset)),
    failed: () => failed,
  };
};
