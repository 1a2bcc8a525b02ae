import type { CallInput } from '../../../../shared/contract/index.ts';
import type { notices } from '../../../../shared/contract/notices.ts';
import { mayTakeEffect, missingBlocks } from '../../../../shared/domain/notice.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { beginTelling, runningChange } from './campaign.ts';
import { notePersonTold, peopleTold, personOfOrder, toldCounts } from './campaign.store.ts';
import { stateAt, stepOf } from './notices.policy.ts';
import {
  deleteDraftNotice,
  findNotice,
  hasSignedNotice,
  insertNotice,
  listNotices,
  moveNotice,
  noticeBody,
  type NoticeRecord,
  noticeStanding,
} from './notices.store.ts';
import { sourceOf, viewNotice, viewVersions } from './noticeViews.ts';

type Deps = Pick<CoreDeps, 'settings'>;

/** What the audit trail knows a version by: the hash of its Latvian text. */
const auditRef = ({ sha256 }: Pick<NoticeRecord['body'], 'sha256'>): string => sha256.lv;

const propose = (tx: Tx, { draft }: CallInput<'notices:propose'>): void => {
  if (missingBlocks(draft).length > 0) return reject('NOTICE_INCOMPLETE');
  const body = noticeBody(draft, false);
  deleteDraftNotice(tx.db, draft.noticeId, draft.version);
  const kept = insertNotice(tx.db, {
    ...draft,
    state: 'draft',
    body,
    judgedBy: tx.caller.staffId ?? reject('FORBIDDEN'),
    approvedBy: [],
    publishedAt: null,
    siteUrl: null,
    effectiveAt: null,
  });
  if (!kept) return reject('CONFLICT');
  tx.audit('notice.propose', auditRef(body), { objectType: 'notice' });
};

const judge = (tx: Tx, { noticeId, version, materiality }: CallInput<'notices:judge'>): void => {
  const record = findNotice(tx.db, noticeId, version) ?? reject('NOT_FOUND');
  if (record.state !== 'draft') return reject('TRANSITION_REFUSED');
  moveNotice(tx.db, { ...record, materiality, judgedBy: tx.caller.staffId ?? reject('FORBIDDEN') });
  tx.audit('notice.judge', auditRef(record.body), { objectType: 'notice' });
};

const approved = (record: NoticeRecord, by: string): NoticeRecord => {
  if (record.approvedBy.includes(by)) return reject('SECOND_PERSON_NEEDED');
  const approvedBy = [...record.approvedBy, by];
  return { ...record, approvedBy, state: approvedBy.length < 2 ? 'legal_review' : 'approved' };
};

type Publication = CallInput<'notices:move'>['publication'];

const published = (deps: Deps, tx: Tx, record: NoticeRecord, publication: Publication): NoticeRecord => {
  const { siteUrl, effectiveAt } = publication ?? reject('INVALID_INPUT');
  const leadDays = deps.settings(tx.db).consent.noticeLeadDays;
  if (!mayTakeEffect(record.materiality, { effectiveAt, now: tx.now, leadDays }))
    return reject('NOTICE_TOO_SOON');
  if (record.expiresAt !== null && record.expiresAt <= effectiveAt) return reject('NOTICE_TOO_SOON');
  return { ...record, state: 'published', publishedAt: tx.now, siteUrl, effectiveAt };
};

const move = (deps: Deps, tx: Tx, input: CallInput<'notices:move'>) => {
  const record = findNotice(tx.db, input.noticeId, input.version) ?? reject('NOT_FOUND');
  const to = stepOf(record.state, input.act) ?? reject('TRANSITION_REFUSED');
  const moved = ((): NoticeRecord => {
    if (input.act === 'approve') return approved(record, tx.caller.staffId ?? reject('FORBIDDEN'));
    if (input.act === 'publish') return published(deps, tx, record, input.publication);
    return { ...record, state: to, approvedBy: [] };
  })();
  moveNotice(tx.db, moved);
  tx.audit(`notice.${input.act}`, auditRef(moved.body), { objectType: 'notice' });
  if (moved.state === 'published') beginTelling(tx, moved);
  return { state: stateAt(moved, listNotices(tx.db), tx.now) };
};

const noteTold = (tx: Tx, { noticeId, version, orderId, state }: CallInput<'notices:noteTold'>): void => {
  const personId = personOfOrder(tx.db, orderId) ?? reject('NOT_FOUND');
  const told = notePersonTold(tx.db, { noticeId, version }, { personId, to: state, now: tx.now });
  if (!told) reject('TRANSITION_REFUSED');
};

/** Once the owner signs them at central, notices are read here only. */
const asManager = (tx: Tx): void => {
  if (!can(tx.caller.role, 'notice.manage')) reject('MANAGER_NEEDED');
  if (hasSignedNotice(tx.db)) reject('SIGNED_AT_CENTRAL');
};

/** Notices and policies by version: what is in force, what is coming, and who has been told of it. */
export const createNoticesHandlers = (deps: Deps): HandlersFor<typeof notices> => ({
  'notices:current': query('notices:current', (q) => {
    const { notice, collects } = noticeStanding(q.db, q.now);
    return {
      notice,
      collects,
      ageLimit: deps.settings(q.db).consent.ageLimit,
      change: runningChange(q.db),
    };
  }),
  'notices:list': query('notices:list', (q) => ({ versions: viewVersions(q.db, q.now) })),
  'notices:get': query('notices:get', (q, asked) => viewNotice(q.db, asked, q.now)),
  'notices:source': query('notices:source', (q, asked) => sourceOf(q.db, asked)),
  'notices:propose': command('notices:propose', (tx, input) => {
    asManager(tx);
    propose(tx, input);
    tx.emit('notices-changed', {});
    return {};
  }),
  'notices:judge': command('notices:judge', (tx, input) => {
    asManager(tx);
    judge(tx, input);
    tx.emit('notices-changed', {});
    return {};
  }),
  'notices:move': command('notices:move', (tx, input) => {
    asManager(tx);
    const moved = move(deps, tx, input);
    tx.emit('notices-changed', {});
    return moved;
  }),
  'notices:campaign': query('notices:campaign', (q, asked) => ({
    counts: toldCounts(q.db, asked),
    people: peopleTold(q.db, asked),
  })),
  'notices:noteTold': command('notices:noteTold', (tx, input) => {
    noteTold(tx, input);
    tx.audit('notice.told', input.orderId);
    tx.emit('notices-changed', {});
    return {};
  }),
});
