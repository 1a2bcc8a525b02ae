import type { ConsentBoxView, consents } from '../../../../shared/contract/consents.ts';
import type { Caller } from '../../../../shared/contract/define.ts';
import type { OrderId, PersonId, SubjectRef } from '../../../../shared/domain/ids.ts';
import { parseWithdrawalCode, type WithdrawalCode } from '../../../../shared/domain/orderNumber.ts';
import type { SubjectDocument } from '../../../../shared/sync/consentDocument.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { QueryContext, Tx } from '../../call/context.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { deriveKey } from '../../keys/deriveKey.ts';
import { boxesOf } from './boxes.ts';
import { createWithdrawalCodes } from './codes.ts';
import { mustWait } from './consents.policy.ts';
import { findReachable, type Reachable, reachableBySubject } from './consents.store.ts';
import { createMayMarket, type MayMarket } from './mayMarket.ts';
import type { RecordDeps } from './appendRecord.ts';
import { type ConsentAnswers, recordConsents } from './recordConsents.ts';
import { screenOf } from './screen.ts';
import { createSuppression, type Suppression } from './suppression.ts';
import { settleConsents, takeOverConsents } from './takeOverConsents.ts';
import { withdraw, type WithdrawDeps, type Withdrawal } from './withdraw.ts';

type Asking = Pick<QueryContext, 'db' | 'caller' | 'now'>;

export interface ConsentsDeps extends RecordDeps, Pick<WithdrawDeps, 'cancelMessages'> {
  readonly databaseKey: Uint8Array;
  /** The person of an order that the caller may see; null for an anonymous order. @throws Rejection */
  readonly personOf: (asking: Asking, orderId: OrderId) => PersonId | null;
}

export interface ConsentsFeature {
  readonly handlers: HandlersFor<typeof consents>;
  readonly record: (tx: Tx, answers: ConsentAnswers) => void;
  /** Ends consents on a request taken in elsewhere, such as an objection by e-mail. */
  readonly withdraw: (tx: Tx, personId: PersonId, withdrawal: Withdrawal) => number;
  /** What a person answered to each box, over all rows of the same contact. */
  readonly boxesOf: (db: ReadableDb, personId: PersonId, now: number) => ConsentBoxView[];
  /** Takes over what other terminals wrote down of a person. */
  readonly takeOver: (tx: Tx, document: SubjectDocument) => void;
  /** The person of an order came from another terminal: what was known of their consents holds from now on. */
  readonly personArrived: (tx: Tx, subjectRef: SubjectRef) => void;
  readonly suppression: Suppression;
  readonly mayMarket: MayMarket;
  /** The code that takes the consents of an order's person back, or null when none were given. */
  readonly codeOf: (db: ReadableDb, personId: PersonId) => WithdrawalCode | null;
}

/** How the withdrawal came in, by who sits at the window. */
const byCode = ({ terminal }: Caller): Pick<Withdrawal, 'method' | 'withdrawalMethod'> =>
  terminal === 'kiosk'
    ? { method: 'qr', withdrawalMethod: 'kiosk_code' }
    : { method: 'qr', withdrawalMethod: 'counter_code' };

/** Wrong codes are counted, so that nobody can try them out one by one. */
const createCodeReader = (subjectOf: (db: ReadableDb, code: WithdrawalCode) => string | null) => {
  let wrongAt: readonly number[] = [];
  return ({ db, now }: Pick<Asking, 'db' | 'now'>, typed: string): Reachable => {
    if (mustWait(wrongAt, now)) return reject('TOO_MANY_TRIES');
    const code = parseWithdrawalCode(typed) ?? reject('CODE_INVALID');
    const subjectRef = subjectOf(db, code);
    const person = subjectRef === null ? undefined : reachableBySubject(db, subjectRef);
    if (person) return person;
    wrongAt = [...wrongAt.slice(-9), now];
    return reject('CODE_UNKNOWN');
  };
};

/** Consents: written down as evidence, taken back at once, and asked before any marketing leaves. */
export const createConsentsFeature = (deps: ConsentsDeps): ConsentsFeature => {
  const suppression = createSuppression(deriveKey(deps.databaseKey, 'suppression'));
  const codes = createWithdrawalCodes(deriveKey(deps.databaseKey, 'withdrawal'));
  const all = { ...deps, suppression, codes };
  const personByCode = createCodeReader(codes.subjectOf);
  const personOf = (asking: Asking, orderId: OrderId): Reachable => {
    const personId = deps.personOf(asking, orderId);
    return (personId === null ? undefined : findReachable(asking.db, personId)) ?? reject('NOT_FOUND');
  };
  const withdrawn = (tx: Tx, person: Reachable, withdrawal: Withdrawal): number => {
    const count = withdraw(all, tx, person, withdrawal);
    tx.audit('consent.withdraw', null, { objectType: 'consent', subjectRef: person.subjectRef, count });
    return count;
  };
  return {
    record: (tx, answers) => recordConsents(all, tx, answers),
    withdraw: (tx, personId, withdrawal) =>
      withdrawn(tx, findReachable(tx.db, personId) ?? reject('NOT_FOUND'), withdrawal),
    boxesOf: (db, personId, now) => {
      const person = findReachable(db, personId);
      return person ? boxesOf(db, person, now) : [];
    },
    takeOver: (tx, document) => takeOverConsents(all, tx, document),
    personArrived: (tx, subjectRef) => settleConsents(all, tx, subjectRef),
    suppression,
    mayMarket: createMayMarket(suppression),
    codeOf: (db, personId) => {
      const person = findReachable(db, personId);
      return person ? codes.of(db, person.subjectRef) : null;
    },
    handlers: {
      'consents:byCode': query('consents:byCode', (q, { code }) => ({
        boxes: boxesOf(q.db, personByCode(q, code), q.now),
      })),
      'consents:withdrawByCode': command('consents:withdrawByCode', (tx, { code, purposes }) => ({
        withdrawn: withdrawn(tx, personByCode(tx, code), { purposes, ...byCode(tx.caller) }),
      })),
      'consents:ofOrder': query('consents:ofOrder', (q, { orderId }) => ({
        boxes: boxesOf(q.db, personOf(q, orderId), q.now),
      })),
      'consents:withdraw': command('consents:withdraw', (tx, { orderId, purposes }) => {
        if (!can(tx.caller.role, 'consent.withdraw')) return reject('FORBIDDEN');
        const how = { method: 'staff_screen_tap', withdrawalMethod: 'counter_order' } as const;
        return { withdrawn: withdrawn(tx, personOf(tx, orderId), { purposes, ...how }) };
      }),
      'consents:revokeCode': command('consents:revokeCode', (tx, { orderId }) => {
        const { subjectRef } = personOf(tx, orderId);
        codes.revoke(tx, subjectRef);
        tx.audit('consent.code-revoked', null, { objectType: 'consent', subjectRef });
        return {};
      }),
      'consents:screen': query('consents:screen', (q, { recordId }) => screenOf(q.db, recordId, deps.signer)),
    },
  };
};
