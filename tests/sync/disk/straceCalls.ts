import { Buffer } from 'node:buffer';

/** One system call that ended. */
export interface Call {
  readonly name: string;
  readonly args: string;
  readonly result: number;
  /** How many calls had ended when it was entered. */
  readonly began: number;
}

const UNFINISHED = '<unfinished ...>';

/** The bytes of each string among the arguments, which strace wrote in hex (`-xx`). */
export const stringsOf = (args: string): readonly Buffer[] =>
  args.split('"').flatMap((part, i) => (i % 2 === 1 ? [Buffer.from(part.replaceAll('\\x', ''), 'hex')] : []));

/** The last argument, where that is a number. */
export const lastNumberOf = (args: string): number => Number(args.slice(args.lastIndexOf(',') + 1));

/** Arguments and result of the text of a whole call; undefined for what never returned. */
const readCall = (text: string): Omit<Call, 'began'> | undefined => {
  const open = text.indexOf('(');
  const end = text.lastIndexOf(' = ');
  const close = text.lastIndexOf(')', end);
  const result = Number.parseInt(text.slice(end + 3), 10);
  if (open < 1 || close < open || Number.isNaN(result)) return undefined;
  return { name: text.slice(0, open), args: text.slice(open + 1, close), result };
};

/** What gives a number back as soon as it is entered: another thread may have it before this call has ended. */
const isClose = (text: string): boolean => text.startsWith('close(');

/**
 * The calls of a record of `strace -f -qq -xx`, as they ended: one that others interrupted is joined again. A `close` comes
 * as it was entered, as if it had ended then.
 */
export function* callsOf(record: string): Generator<Call, void, void> {
  const entered = new Map<string, { readonly text: string; readonly began: number }>();
  let ended = 0;
  for (const line of record.split('\n')) {
    const [, pid, rest] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (pid === undefined || rest === undefined || /^(\+\+\+|---)/.test(rest)) continue;
    const isEntered = rest.endsWith(UNFINISHED);
    const text = rest.slice(0, isEntered ? -UNFINISHED.length : undefined);
    if (isEntered && !isClose(text)) {
      entered.set(pid, { text, began: ended });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(text);
    const before = resumed === null ? undefined : entered.get(pid);
    entered.delete(pid);
    const whole = isEntered ? `${text}) = 0` : (before?.text ?? '') + text.slice(resumed?.[0].length ?? 0);
    const call = readCall(whole);
    if (call === undefined) continue;
    yield { ...call, began: before?.began ?? ended };
    ended += 1;
  }
}
