import { CONSENT_PURPOSES, type ConsentMethod } from '../../shared/domain/consent.ts';
import type { RequestChannel } from '../../shared/privacy/requestTypes.ts';
import type { RecipientRegister } from '../../shared/privacy/disclosure.ts';
import type { Sends } from '../../shared/domain/sends.ts';
import type { CoreDeps } from './call/deps.ts';
import { type AccessFeature, createAccessFeature } from './features/accessPackage/index.ts';
import { tellRecipients } from './features/disclosures/index.ts';
import type { ConsentsFeature } from './features/consents/index.ts';
import type { MessagesFeature } from './features/messages/index.ts';
import {
  createRequestsFeature,
  type EndingMarketing,
  type Erasing,
  type Notifying,
  type Packaging,
  type RequestPorts,
  type RequestsFeature,
  type ShippedRequests,
} from './features/requests/index.ts';
import { isRestricted, liftRestriction, restrict } from './features/restriction/index.ts';
import type { FileStore } from './files/fileStore.ts';
import type { FileKeys } from './keys/fileKeys.ts';
import { deriveKey } from './keys/deriveKey.ts';
import type { Shell } from './ports/shell.ts';

/** How the wish to get no more marketing reached the company, as consent records say it. */
const METHOD_OF = {
  kiosk: 'kiosk_tap',
  counter: 'oral_staff',
  email: 'email_link',
  web: 'web',
  letter: 'paper_signed',
} as const satisfies Record<RequestChannel, ConsentMethod>;

/** Consents end, and nothing may be sent again: to the people known, and to the contact even where nobody is. */
const endingMarketing = ({ withdraw, suppression }: Consents): EndingMarketing => {
  const end =
    (reason: 'objection' | 'withdrawal'): EndingMarketing['object'] =>
    (tx, { people, contact, channel }) => {
      const withdrawal = {
        purposes: CONSENT_PURPOSES,
        method: METHOD_OF[channel],
        withdrawalMethod: 'request',
      } as const;
      for (const personId of people) withdraw(tx, personId, withdrawal);
      suppression.suppressPeople(tx, people, reason);
      if (contact === null) return;
      const { way, value } = contact;
      const boxes = CONSENT_PURPOSES.map((purpose) => ({ purpose, channel: way, contact: value }));
      suppression.suppress(tx, boxes, reason);
    };
  return { object: end('objection'), withdraw: end('withdrawal') };
};

/** What other features do for a privacy request. A part that is not there yet is null: its requests wait and say so. */
const portsOf = (
  erasing: Erasing,
  { consents, messages, central }: OtherWork,
  packaging: Packaging,
): RequestPorts => ({
  erasing,
  restricting: {
    restrict: (tx, people) => {
      restrict(tx, people);
      tellRecipients(tx, people, 'restricted');
    },
    lift: liftRestriction,
    isRestricted,
  },
  endingMarketing: endingMarketing(consents),
  packaging,
  // Only central sends (NOT-1). While it is not heard no letter can reach anybody in time, and a code would end unread:
  // the request says that a letter is needed.
  get notifying() {
    const sends = central();
    if (sends === null || (!sends.email && !sends.sms)) return null;
    return { can: (way) => sends[way], send: messages.sendLetter } satisfies Notifying;
  },
});

type Consents = Pick<ConsentsFeature, 'withdraw' | 'suppression'>;

interface OtherWork {
  readonly consents: Consents;
  readonly messages: Pick<MessagesFeature, 'sendLetter'>;
  /** By which channels central would send now; null while it is not heard. */
  readonly central: () => Sends | null;
}

export interface RequestsOptions {
  readonly deps: CoreDeps;
  readonly key: Uint8Array;
  readonly shell: Pick<Shell, 'htmlToPdf'>;
  readonly shipped: ShippedRequests;
  readonly files: FileStore;
  readonly fileKeys: FileKeys;
  readonly recipients: RecipientRegister;
}

/** Requests and the access packages they order: each tells the other how it went. */
export const composeRequests = (
  { deps, key, shell, shipped, files, fileKeys, recipients }: RequestsOptions,
  erasing: Erasing,
  others: OtherWork,
): { readonly requests: RequestsFeature; readonly access: AccessFeature } => {
  const access = createAccessFeature({
    ...deps,
    files,
    fileKeys,
    register: recipients,
    dryRun: erasing.dryRun,
    onReady: (tx, end) => requests.onPackageReady(tx, end),
  });
  const requests: RequestsFeature = createRequestsFeature({
    ...deps,
    ...shipped,
    htmlToPdf: shell.htmlToPdf,
    contactKey: deriveKey(key, 'privacy-contacts'),
    ports: portsOf(erasing, others, access),
  });
  return { requests, access };
};
