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
