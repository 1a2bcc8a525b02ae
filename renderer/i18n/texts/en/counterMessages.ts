import type { EnglishLike } from '../../shape.ts';
import type { counterMessages as latvian } from '../lv/counterMessages.ts';

export const counterMessages = {
  messages: {
    title: 'Messages to the customer',
    template: {
      placed: 'Order received',
      problem: 'Files missing',
      ready: 'Order ready',
      reminder: 'Reminder',
    },
    way: { email: 'e-mail', sms: 'SMS' },
    state: {
      queued: 'Waiting',
      handed: 'Being sent',
      sent: 'Sent',
      bounced: 'Not delivered',
      uncertain: 'Perhaps not delivered',
      cancelled: 'Not sent',
    },
    since: 'since {{time}}',
    waits: 'waits to be sent',
    waitsForCentral: 'goes out once central can be reached',
    call: 'call the customer',
    calledAt: 'called {{time}}',
    reason: {
      undeclared: 'no such message is sent',
      no_contact: 'there is no such contact',
      no_consent: 'there is no consent',
      withdrawn: 'the consent was withdrawn',
      overtaken: 'no longer needed',
      undone: 'the change was undone',
      expired: 'its time is over',
      erased: 'the data is being deleted',
    },
    recordCall: 'Called',
  },
} as const satisfies EnglishLike<typeof latvian>;
