import type { EnglishLike } from '../../shape.ts';
import type { privacyHandOver as latvian } from '../lv/privacyHandOver.ts';

export const privacyHandOver = {
  title: 'Data archive',
  state: {
    building: 'Being prepared',
    ready: 'Ready to hand over',
    collected: 'Handed over',
    gone: 'Deleted',
  },
  made: 'Prepared',
  until: 'Hand over by',
  collected: 'Handed over',
  gone: 'The archive is no longer there. If it is needed, take in a new request.',
  code: 'Password',
  showCode: 'Show password',
  hideCode: 'Hide password',
  apart:
    'Give the password by another way than the file: if the file goes on a medium or by e-mail, say the password by phone or send it by SMS. Showing it is recorded.',
  sealed: 'The archive is sealed. A manager gives the customer the password by another way.',
  do: 'Hand over…',
  ask: 'On what does the archive go?',
  confirm: 'Record the hand-over',
  once: 'The archive is handed over once. The file is deleted an hour later.',
  file: 'File in the folder “exports”, for one more hour: {{file}}',
  own: 'A strange medium can infect this computer, and the data on it may stay open to others. Suggest a medium of the company.',
  agree: 'The customer knows this and still asks for their own medium',
} as const satisfies EnglishLike<typeof latvian>;
