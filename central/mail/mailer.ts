import type { WrittenLetter } from '../../shared/privacy/requestLetters.ts';
import type { Sends } from '../../shared/domain/sends.ts';

/** One message with the address it goes to. */
export interface Mail extends WrittenLetter {
  readonly messageId: string;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly locale: string;
  /** Where it goes back to when it cannot be delivered; null for the sender's own address. */
  readonly returnTo: string | null;
}

/**
 * What came of an attempt. `later`: nobody has it, try again. `refused`: nobody ever will. `uncertain`: the connection ended
 * while the server was taking it. `code` is the server's number or the system's word, without any text.
 */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'later' | 'refused' | 'uncertain'; readonly code: string };

/** The one way out to people. */
export interface Mailer {
  readonly sends: Sends;
  /** Makes one attempt; ends within minutes and never throws for what the other side does. */
  readonly send: (mail: Mail) => Promise<Outcome>;
}

/** A central that is not set up to send. */
export const noMailer: Mailer = {
  sends: { email: false, sms: false },
  send: async () => ({ kind: 'later', code: 'off' }),
};
