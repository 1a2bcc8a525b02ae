import { mayPass, Refusal } from '../refusal.ts';
import type { NewUpload, TusClient } from './tusClient.ts';

/** Tries in a row that brought nothing, after which the line is given back to whoever keeps it. */
const TRIES = 3;

export interface Sending extends NewUpload {
  /** Where the upload is, if it was begun before. */
  readonly location: string | null;
  /** The bytes from an offset on. Throws what stops the sending: the disk, a customer who copies. */
  readonly read: (offset: number) => ReadableStream<Uint8Array>;
}

/**
 * Sends a file until the server has all of it: one streaming request, and after any fault of the line from where the
 * server is. Whether it is verified, only its plan says.
 *
 * @throws Refusal, what `read` throws, and the line's fault after three tries that brought nothing
 */
export const sendFile = async (tus: TusClient, file: Sending, signal: AbortSignal): Promise<void> => {
  let { location } = file;
  // A new upload has nothing yet: no need to ask.
  let offset = location === null ? 0 : null;
  let furthest = 0;
  for (let failures = 0; ; ) {
    try {
      location ??= await tus.create(file, signal);
      offset ??= await tus.offsetOf(location, signal);
      if (offset === null) {
        // Expired, or refused at its end: begun anew.
        location = null;
        throw new Refusal(404, 'not_found', null);
      }
      if (offset > furthest) failures = 0;
      furthest = Math.max(furthest, offset);
      const rest = { offset, length: file.size - offset, body: file.read(offset) };
      return await tus.append(location, rest, signal);
    } catch (error) {
      failures += 1;
      if (signal.aborted || failures === TRIES || !goesOn(error)) throw error;
      offset = location === null ? 0 : null;
    }
  }
};

/** 404 and 409 say that we were wrong about where the server is. */
const goesOn = (error: unknown): boolean =>
  mayPass(error) || (error instanceof Refusal && (error.status === 404 || error.status === 409));
