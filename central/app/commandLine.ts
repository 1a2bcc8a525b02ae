import { createInterface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';

/** A command that is not carried out. The message is a sentence for the operator and holds no value. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}

/** What the command line gives, by its own names. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
export type Say = (line: string) => void;

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Asks, and answers the first line that somebody types, unseen on a screen, or that another program writes. */
export const firstLine = async (input: Readable, ask: () => void): Promise<string> => {
  const isScreen = 'isTTY' in input && input.isTTY === true;
  const lines = createInterface(isScreen ? { input, output: nowhere(), terminal: true } : { input });
  // Behind it: what is typed before is seen.
  ask();
  try {
    for await (const line of lines) return line.trim();
    return '';
  } finally {
    // A screen that is listened to keeps the command from ending.
    input.destroy();
  }
};
