import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FromTerminal, Kept, TerminalReport, TerminalStatus, ToTerminal } from './messages.ts';

const SCRIPT = join(import.meta.dirname, 'terminalProcess.ts');

/** A counter's process that can be killed at any moment and started again on its data. */
export const createChildTerminal = (folder: string, name: string) => {
  const place = join(folder, `${name}.place`);
  const oracle = join(folder, `${name}.oracle`);
  let child: ChildProcess | null = null;
  let failure: string | null = null;

  const heard = <K extends FromTerminal['is']>(is: K): Promise<Extract<FromTerminal, { is: K }>> =>
    new Promise((resolve, reject) => {
      const own = child;
      if (own === null) return reject(new Error('no process'));
      const onMessage = (message: FromTerminal): void => {
        if (message.is !== is && message.is !== 'failed') return;
        own.off('message', onMessage);
        own.off('exit', onExit);
        if (message.is === 'failed') reject(new Error(message.why));
        else resolve(message as Extract<FromTerminal, { is: K }>);
      };
      const onExit = (): void => reject(new Error(`${name} ended`));
      own.on('message', onMessage);
      own.once('exit', onExit);
    });
  const tell = (message: ToTerminal): void => void child?.send(message);
  const ask = <K extends FromTerminal['is']>(message: ToTerminal, is: K) => {
    const answer = heard(is);
    tell(message);
    return answer;
  };
  return {
    /** Answers how many ops of others lay there for central. */
    start: async (): Promise<number> => {
      child = fork(SCRIPT, [place, oracle], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      child.on('message', (message: FromTerminal) => {
        if (message.is === 'failed') failure ??= message.why;
      });
      return (await heard('ready')).held;
    },
    kill: async (): Promise<void> => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    enrol: (url: string, code: string) => ask({ do: 'enrol', url, code }, 'enrolled'),
    work: (pauseMs: number): void => tell({ do: 'work', pauseMs }),
    rest: (): void => tell({ do: 'rest' }),
    /** Serves as the store's hub, or no longer. */
    serve: (on: boolean, port: number): void => tell({ do: 'serve', on, port }),
    /** Lets it ask central who the hub is. */
    settle: (): void => tell({ do: 'settle' }),
    status: (): Promise<TerminalStatus> => ask({ do: 'status' }, 'status'),
    kept: (): Promise<Kept> => ask({ do: 'kept' }, 'kept'),
    /** Ids of ops that its users were told to be saved, in their order; a kill may have torn the last line. */
    told: (): readonly string[] =>
      (existsSync(oracle) ? readFileSync(oracle, 'utf8').split('\n') : []).flatMap((line) => {
        const [opId, key, , more] = [...line.split(' '), ''];
        return opId?.length === 32 && key !== undefined && more === '' ? [opId] : [];
      }),
    report: async (): Promise<TerminalReport> => {
      const file = join(folder, `${name}.report`);
      await ask({ do: 'report', file }, 'reported');
      return JSON.parse(readFileSync(file, 'utf8')) as TerminalReport;
    },
    /** What went wrong inside that no answer told of. */
    failure: (): string | null => failure,
    dataFolder: (): string => (JSON.parse(readFileSync(place, 'utf8')) as { folder: string }).folder,
  };
};
export type ChildTerminal = ReturnType<typeof createChildTerminal>;
