import type { drafts } from '../../../../shared/contract/drafts.ts';
import type { Health } from '../../../../shared/contract/terminal.ts';
import type { visits } from '../../../../shared/contract/visits.ts';
import { EMPTY_CONTACT, FRESH_EASE } from '../../../../shared/contract/freshDraft.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { Tx } from '../../call/context.ts';
import { command, type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { countStat } from '../statistics/index.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { noticeInForce } from '../notices/index.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { changeDraft, usableDraft } from './change.ts';
import { firstCommon } from './draft.policy.ts';
import { type DraftRecord, findDraft, findVisit, insertDraft, listCounterDrafts } from './drafts.store.ts';
import type { Wipe } from './wipe.ts';

export interface HelpAtStart {
  called: boolean;
}

export interface VisitDeps extends CoreDeps {
  readonly wipe: Wipe;
  /** A call for help from the start screen belongs to no visit, so no row can hold it. */
  readonly help: HelpAtStart;
  /** A visit or a counter order begins: media that stayed in are listed again. */
  readonly beginMedia: () => void;
}

type VisitCalls = HandlersFor<typeof visits> &
  Pick<
    HandlersFor<typeof drafts>,
    'drafts:startAtCounter' | 'drafts:mine' | 'drafts:discard' | 'drafts:takeOver' | 'drafts:sendBack'
  >;

const begin = (
  deps: VisitDeps,
  tx: Tx,
  source: 'kiosk' | 'counter',
  locale: Locale,
): DraftRecord['draftId'] => {
  const catalogue = deps.catalogue(tx.db) ?? reject('NO_PRICE_LIST');
  if (!noticeInForce(tx.db, tx.now)) return reject('NO_NOTICE');
  const common = firstCommon(catalogue, source) ?? reject('NO_PRICE_LIST');
  const draftId = tx.ids.ulid() as DraftRecord['draftId'];
  insertDraft(tx.db, {
    draftId,
    source,
    staffId: tx.caller.staffId,
    locale,
    ease: FRESH_EASE,
    contact: EMPTY_CONTACT,
    common,
    catalogueVersion: catalogue.version,
    linkedTo: null,
    indexPrint: false,
    now: tx.now,
  });
  tx.afterCommit(deps.beginMedia);
  if (source === 'kiosk') tx.emit('kiosk-changed', {});
  return draftId;
};

/** The kiosk's part of the health strip (ADM-6). */
export const kiosksHealth = (db: ReadableDb, help: HelpAtStart): Health['kiosks'] => {
  const helpCalled = findVisit(db)?.helpCalled || help.called ? 1 : 0;
  return { level: helpCalled > 0 ? 'warning' : 'ok', helpCalled };
};

const kioskState = (
  visit: DraftRecord | undefined,
  helpAtStart: boolean,
): 'takenOver' | 'help' | 'busy' | 'free' => {
  if (visit?.takenOver) return 'takenOver';
  if (visit?.helpCalled || helpAtStart) return 'help';
  return visit ? 'busy' : 'free';
};

/** The visit of the kiosk with its state as staff see it. */
const kioskOf = (deps: CoreDeps, q: Parameters<typeof usableDraft>[0], helpAtStart: boolean) => {
  const visit = findVisit(q.db);
  return {
    name: deps.settings(q.db).terminal.name,
    state: kioskState(visit, helpAtStart),
    step: visit?.step ?? null,
    draftId: visit?.draftId ?? null,
  };
};

/** Calls around a customer's visit and the drafts of staff. */
export const createVisitHandlers = (deps: VisitDeps): VisitCalls => {
  const { help } = deps;
  return {
    'visit:start': preparedCommand(
      'visit:start',
      () => deps.wipe.finished(),
      (tx, { locale }) => {
        const running = findVisit(tx.db);
        if (running?.takenOver) return reject('DRAFT_TAKEN_OVER');
        if (!running) countStat(tx, 'started', 'kiosk');
        return { draftId: running?.draftId ?? begin(deps, tx, 'kiosk', locale) };
      },
    ),
    'visit:current': query('visit:current', (q) => {
      const visit = findVisit(q.db);
      return { draftId: visit && !visit.takenOver ? visit.draftId : null };
    }),
    'visit:touch': command('visit:touch', (tx) => {
      const visit = findVisit(tx.db);
      if (visit && !visit.takenOver) changeDraft(tx, visit);
      return {};
    }),
    'visit:end': command('visit:end', (tx, { why }) => {
      const visit = findVisit(tx.db);
      if (visit?.takenOver) return reject('DRAFT_TAKEN_OVER');
      deps.wipe.visit(tx, visit, why === 'finished' ? null : why);
      return {};
    }),
    'visit:callStaff': command('visit:callStaff', (tx) => {
      const visit = findVisit(tx.db);
      if (visit) changeDraft(tx, visit, { helpCalled: true });
      else help.called = true;
      tx.emit('kiosk-changed', {});
      return {};
    }),
    'drafts:startAtCounter': command('drafts:startAtCounter', (tx, { locale }) => ({
      draftId: begin(deps, tx, 'counter', locale),
    })),
    'drafts:mine': query('drafts:mine', (q) => ({ drafts: listCounterDrafts(q.db) })),
    'drafts:discard': command('drafts:discard', (tx, { draftId }) => {
      const draft = usableDraft(tx, draftId);
      if (draft.source === 'kiosk') deps.wipe.visit(tx, draft, 'startOver');
      else deps.wipe.draft(tx, draft);
      return {};
    }),
    'drafts:takeOver': command('drafts:takeOver', (tx, { draftId }) => {
      const draft = findDraft(tx.db, draftId) ?? reject('NOT_FOUND');
      if (draft.source !== 'kiosk' || draft.takenOver) return reject('CONFLICT');
      changeDraft(tx, draft, { takenOver: true, helpCalled: false });
      tx.audit('kiosk.taken-over', draftId);
      tx.emit('kiosk-changed', {});
      return {};
    }),
    'drafts:sendBack': command('drafts:sendBack', (tx, { draftId }) => {
      const draft = usableDraft(tx, draftId);
      if (!draft.takenOver) return reject('CONFLICT');
      changeDraft(tx, draft, { takenOver: false });
      tx.audit('kiosk.sent-back', draftId);
      tx.emit('kiosk-changed', {});
      return {};
    }),
    'kiosks:list': query('kiosks:list', (q) => ({ kiosks: [kioskOf(deps, q, help.called)] })),
    'kiosks:answerHelp': command('kiosks:answerHelp', (tx) => {
      help.called = false;
      const visit = findVisit(tx.db);
      if (visit?.helpCalled) changeDraft(tx, visit, { helpCalled: false });
      tx.emit('kiosk-changed', {});
      return {};
    }),
  };
};
