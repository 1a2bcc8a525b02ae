import type { LogField } from '../../../shared/privacy/map/logs.ts';
import { errorCodeOf } from './errorCode.ts';
import { redact } from './redact.ts';

/** A text that was checked to hold no person: a reference, an error's class. Made only in this folder. */
declare const loggable: unique symbol;
export type LogText = string & { readonly [loggable]: true };

/** Lets numbers, booleans, closed codes and branded ids through; a plain string does not compile. */
export type Loggable<T> = T extends string
  ? string extends T
    ? never
    : T
  : T extends number | boolean | null
    ? T
    : T extends readonly (infer U)[]
      ? readonly Loggable<U>[]
      : never;

/** Fields that the data map permits, with loggable values; any other does not compile (D4). */
export type Fields<F> = { readonly [K in keyof F]: K extends LogField ? Loggable<F[K]> : never };
type Code<C extends string> = string extends C ? never : C;

export interface Log {
  readonly info: <C extends string, F extends object>(code: Code<C>, fields?: F & Fields<F>) => void;
  readonly warn: <C extends string, F extends object>(code: Code<C>, fields?: F & Fields<F>) => void;
  readonly error: <C extends string, F extends object>(code: Code<C>, fields?: F & Fields<F>) => void;
}

export type LogLine = (line: string) => void;

/** A logger that writes one redacted JSON line per call. `now` is UTC milliseconds. */
export const createLog = (now: () => number, write: LogLine): Log => {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (code: string, fields: object = {}): void => {
      const safe = redact(fields) as object;
      write(JSON.stringify({ time: now(), level, event: code, ...safe }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
};

const FRAME = /^\s+at .*/;
const PLACE = /(?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^\s()]*[\\/]/g;
const MAX_FRAMES = 8;

/** Class, code and stack frames of an error. The message is dropped: it may quote a row or a file name. */
export const describeError = (
  error: unknown,
): { readonly error: LogText; readonly errorCode: LogText; readonly at: readonly LogText[] } => {
  const known = error instanceof Error ? error : new Error('not an error');
  const frames = (known.stack ?? '').split('\n').filter((line) => FRAME.test(line));
  return {
    error: known.name as LogText,
    errorCode: errorCodeOf(known) as LogText,
    at: frames.slice(0, MAX_FRAMES).map((line) => line.trim().replace(PLACE, '') as LogText),
  };
};

/** A reference that is shown to a person and found again in the log. */
export const logRef = (hex: string): LogText => hex.replace(/[^0-9a-f]/g, '') as LogText;
