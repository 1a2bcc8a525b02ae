import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FromTerminal, TerminalReport, TerminalStatus, ToTerminal } from './messages.ts';

const SCRIPT = join(import.meta.dirname, 'terminalProcess.ts');

/** A counter's process that can be killed at any moment and started again on its data. */
export const createChildTerminal = (folder: string, name: string) => {
  const place = join(folder, `${name}.place`);
  const oracle = join(folder, `${name}.oracle`);
  let child: ChildProcess | null = null;
  let failure: string | null = null;

  const heard = (is: FromTerminal['is']): Promise<FromTerminal> =>
    new Promise((resolve, reject) => {
      const own = child;
      if (own === null) return reject(new Error('no process'));
      const onMessage = (message: FromTerminal): void => {
        if (message.is !== is && message.is !== 'failed') return;
        own.off('message', onMessage);
        own.off('exit', onExit);
        if (message.is === 'failed') reject(new Error(message.why));
        else resolve(message);
      };
      const onExit = (): void => reject(new Error(`${name} ended`));
      own.on('message', onMessage);
      own.once('exit', onExit);
    });
  const tell = (message: ToTerminal): void => void child?.send(message);
  const ask = (message: ToTerminal, is: FromTerminal['is']): Promise<FromTerminal> => {
    const answer = heard(is);
    tell(message);
    return answer;
  };
  return {
    name,
    oracle,
    start: async (): Promise<void> => {
      child = fork(SCRIPT, [place, oracle], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      child.on('message', (message: FromTerminal) => {
        if (message.is === 'failed') failure ??= message.why;
      });
      await heard('ready');
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
    status: async (): Promise<TerminalStatus> => (await ask({ do: 'status' }, 'status')) as never,
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
