import type { CallInput } from '../../../../shared/contract/index.ts';
import type { NoticeVersion, notices } from '../../../../shared/contract/notices.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { beginTelling, runningChange } from './campaign.ts';
import { bouncedTasks, notePersonTold, personOfOrder, toldCounts } from './campaign.store.ts';
import { mayTakeEffect, missingBlocks, stateAt, stepOf } from './notices.policy.ts';
import {
  deleteDraftNotice,
  findNotice,
  insertNotice,
  listNotices,
  moveNotice,
  noticeBody,
  type NoticeRecord,
  noticeStanding,
} from './notices.store.ts';

type Deps = Pick<CoreDeps, 'settings'>;

const isOverdue = ({ nextReviewAt }: NoticeRecord, now: number): boolean =>
  nextReviewAt !== null && nextReviewAt <= now;

const viewVersions = (db: ReadableDb, now: number): NoticeVersion[] => {
  const all = listNotices(db);
  return all.map((record) => {
    const { body: _shown, approvedBy, requiresReconsent: _asked, ...known } = record;
    const state = stateAt(record, all, now);
    return {
      ...known,
      state,
      approvals: approvedBy.length,
      reviewOverdue: state === 'effective' && isOverdue(record, now),
    };
  });
};

/** The notice's part of the health strip: overdue for review (P35), or not to be collected by (C5). */
export const noticeHealth = (db: ReadableDb, now: number) => {
  const { collects } = noticeStanding(db, now);
  const reviewOverdue = viewVersions(db, now).some((version) => version.reviewOverdue);
  const level = collects === 'open' && !reviewOverdue ? ('ok' as const) : ('warning' as const);
  return { level, reviewOverdue, collects };
};

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

const approved = (record: NoticeRecord, by: string): NoticeRecord => {
  if (record.approvedBy.includes(by)) return reject('MANAGER_NEEDED');
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

const asManager = (tx: Tx): void => {
  if (!can(tx.caller.role, 'notice.manage')) reject('MANAGER_NEEDED');
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
  'notices:propose': command('notices:propose', (tx, input) => {
    asManager(tx);
    propose(tx, input);
    tx.emit('notices-changed', {});
    return {};
  }),
  'notices:move': command('notices:move', (tx, input) => {
    asManager(tx);
    const moved = move(deps, tx, input);
    tx.emit('notices-changed', {});
    return moved;
  }),
  'notices:campaign': query('notices:campaign', (q, version) => ({
    counts: toldCounts(q.db, version),
    open: bouncedTasks(q.db, version),
  })),
  'notices:noteTold': command('notices:noteTold', (tx, input) => {
    noteTold(tx, input);
    tx.audit('notice.told', input.orderId);
    return {};
  }),
});
