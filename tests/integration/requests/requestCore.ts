import { join } from 'node:path';
import {
  isRestricted,
  liftRestriction,
  restrict,
} from '../../../electron/core/features/restriction/index.ts';
import {
  createRequestsFeature,
  readShippedRequests,
  type RequestPorts,
} from '../../../electron/core/features/requests/index.ts';
import { insertStaff } from '../../../electron/core/features/staff/index.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { CallInput } from '../../../shared/contract/index.ts';
import { type PersonId, type PrivacyRequestId, StaffId } from '../../../shared/domain/ids.ts';
import type { DryRun } from '../../../shared/privacy/dryRun.ts';
import type { LetterKind } from '../../../shared/privacy/requestLetters.ts';
import { orderFeatures } from '../harness/orders.ts';
import { createTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const shipped = await readShippedRequests(RESOURCES);

/** What the other parts were asked to do; each can be made to fail or be absent. */
export interface Others {
  readonly sent: { kind: LetterKind; requestId: string; code: string | null }[];
  readonly erasures: { requestId: PrivacyRequestId; people: readonly PersonId[] }[];
  readonly packages: { requestId: PrivacyRequestId; kind: string }[];
  readonly ended: { what: 'object' | 'withdraw'; people: number; contact: string | null }[];
  dryRun: DryRun;
  /** Ports that are not there. */
  absent: (keyof RequestPorts)[];
  /** The next use of marketing's end fails. */
  broken: boolean;
}

const HASH = 'a'.repeat(64);
export const goes = (count = 1): DryRun['items'][number] => ({
  at: 'person.email',
  what: 'goes',
  count,
  law: null,
  until: null,
  reason: null,
});
export const FREE: DryRun = { items: [goes()], hash: HASH };

const portsOf = (others: Others): RequestPorts => {
  const all: RequestPorts = {
    erasing: {
      dryRun: () => others.dryRun,
      order: (_tx, { requestId, people }) => void others.erasures.push({ requestId, people }),
    },
    restricting: { restrict, lift: liftRestriction, isRestricted },
    endingMarketing: {
      object: (_tx, { people, contact }) => {
        if (others.broken) throw new Error('broken');
        others.ended.push({ what: 'object', people: people.length, contact: contact?.value ?? null });
      },
      withdraw: (_tx, { people, contact }) =>
        void others.ended.push({ what: 'withdraw', people: people.length, contact: contact?.value ?? null }),
    },
    packaging: {
      order: (_tx, { requestId, kind }) => void others.packages.push({ requestId, kind }),
      toHandOver: () => others.packages.map(({ requestId }) => requestId),
    },
    notifying: {
      can: () => true,
      send: (_tx, { kind, requestId, letter }) => {
        const code = kind === 'code' ? (/\b\d{6}\b/.exec(letter.paragraphs.join(' '))?.[0] ?? null) : null;
        others.sent.push({ kind, requestId, code });
        return `message-${others.sent.length}`;
      },
    },
  };
  const present = (name: keyof RequestPorts) => !others.absent.includes(name);
  return {
    get erasing() {
      return present('erasing') ? all.erasing : null;
    },
    get restricting() {
      return present('restricting') ? all.restricting : null;
    },
    get endingMarketing() {
      return present('endingMarketing') ? all.endingMarketing : null;
    },
    get packaging() {
      return present('packaging') ? all.packaging : null;
    },
    get notifying() {
      return present('notifying') ? all.notifying : null;
    },
  };
};

const build = (others: Others) => (deps: TestDeps) => ({
  ...orderFeatures(deps),
  requests: createRequestsFeature({
    ...deps,
    ...shipped,
    htmlToPdf: async (html) => new TextEncoder().encode(`%PDF ${html}`),
    contactKey: new Uint8Array(32).fill(7),
    ports: portsOf(others),
  }),
});

export type Core = TestCore<ReturnType<ReturnType<typeof build>>>;

export interface RequestCore {
  readonly core: Core;
  readonly others: Others;
  /** A second manager: Andris takes in, Baiba decides. */
  readonly second: Caller;
}

export const createRequestCore = async (): Promise<RequestCore> => {
  const others: Others = {
    sent: [],
    erasures: [],
    packages: [],
    ended: [],
    dryRun: FREE,
    absent: [],
    broken: false,
  };
  const core = await createTestCore(build(others));
  const staffId = StaffId.parse(core.deps.ids.ulid());
  const pin = { salt: new Uint8Array(16), hash: new Uint8Array(32) };
  core.deps.transact((tx) =>
    insertStaff(tx.db, { staffId, name: 'Baiba', role: 'manager', pin, badgeMac: null, createdAt: tx.now }),
  );
  return { core, others, second: { windowId: 1, terminal: 'counter', role: 'manager', staffId } };
};

type TakeIn = Omit<CallInput<'requests:takeIn'>, 'requestId'>;

export const KNOWN = { kind: 'email', email: 'ilze@example.org' } as const;
export const STRANGER = { kind: 'email', email: 'nezinams@example.org' } as const;

/** An intake at the counter by somebody a manager knows, unless stated otherwise. */
export const intake = (more: Partial<TakeIn> = {}): TakeIn => ({
  type: 'erasure',
  channel: 'counter',
  receivedAt: null,
  locale: 'lv',
  who: KNOWN,
  proof: { kind: 'managersWord' },
  scope: [],
  corrections: [],
  ...more,
});

export const AT_KIOSK = { channel: 'kiosk', proof: null } as const;

export const detailOf = ({ core, second }: RequestCore, privacyRequestId: PrivacyRequestId) =>
  core.get(second, 'requests:get', { privacyRequestId });

/** The second manager approves what it sees. */
export const approve = async (
  all: RequestCore,
  privacyRequestId: PrivacyRequestId,
  code: 'approve' | 'partial' = 'approve',
) => {
  const { version, number, dryRun } = await detailOf(all, privacyRequestId);
  const seen = { dryRunHash: dryRun?.hash ?? null, typedNumber: number };
  return all.core.ask(all.second, 'requests:decide', {
    privacyRequestId,
    version,
    notMyself: true,
    decision: code === 'approve' ? { code, ...seen } : { code, ...seen, holds: [] },
  });
};
