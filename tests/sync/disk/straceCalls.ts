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

/** The calls of a record of `strace -f -qq -xx`, as they ended: one that others interrupted is joined again. */
export function* callsOf(record: string): Generator<Call, void, void> {
  const entered = new Map<string, { readonly text: string; readonly began: number }>();
  let ended = 0;
  for (const line of record.split('\n')) {
    const [, pid, rest] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (pid === undefined || rest === undefined || /^(\+\+\+|---)/.test(rest)) continue;
    if (rest.endsWith(UNFINISHED)) {
      entered.set(pid, { text: rest.slice(0, -UNFINISHED.length), began: ended });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(rest);
    const before = resumed === null ? undefined : entered.get(pid);
    const call = readCall((before?.text ?? '') + rest.slice(resumed?.[0].length ?? 0));
    if (call === undefined) continue;
    yield { ...call, began: before?.began ?? ended };
    ended += 1;
  }
}
