import { ContactForm, type DraftItem, Ease } from '../../../../shared/contract/drafts.ts';
import type { Step } from '../../../../shared/contract/steps.ts';
import { type AgeAnswer, ConsentChoice } from '../../../../shared/domain/consent.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { DraftId, OrderId } from '../../../../shared/domain/ids.ts';
import { Discount } from '../../../../shared/domain/pricing.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

/** "All the same": what a newly picked photo gets. */
export type Common = Pick<DraftItem, 'format' | 'paper' | 'copies' | 'fit'>;

export interface DraftRecord {
  readonly draftId: DraftId;
  readonly source: 'kiosk' | 'counter';
  readonly takenOver: boolean;
  readonly helpCalled: boolean;
  readonly locale: Locale;
  readonly step: Step;
  readonly ease: Ease;
  readonly contact: ContactForm;
  readonly consents: readonly ConsentChoice[];
  readonly age: AgeAnswer | null;
  readonly express: boolean;
  readonly indexPrint: boolean;
  readonly discount: Discount | null;
  readonly common: Common;
  readonly marksAnswered: readonly string[];
  readonly catalogueVersion: number;
  /** The order that this one changes or makes again (ORD-3). */
  readonly linkedTo: OrderId | null;
  readonly createdAt: number;
  readonly touchedAt: number;
}

interface Row {
  draft_id: string;
  source: 'kiosk' | 'counter';
  taken_over: number;
  help_called: number;
  locale: Locale;
  step: Step;
  ease: string;
  contact: string;
  consents: string;
  age_gate: AgeAnswer | null;
  express: number;
  index_print: number;
  discount: string | null;
  common: string;
  marks_answered: string;
  catalogue_version: number;
  linked_to: OrderId | null;
  created_at: number;
  touched_at: number;
}

const COLUMNS = sql`draft_id, source, taken_over, help_called, locale, step, ease, contact, consents, age_gate,
  express, index_print, discount, common, marks_answered, catalogue_version, linked_to, created_at, touched_at`;

const toDraft = (row: Row): DraftRecord => ({
  draftId: row.draft_id as DraftId,
  source: row.source,
  takenOver: row.taken_over === 1,
  helpCalled: row.help_called === 1,
  locale: row.locale,
  step: row.step,
  ease: Ease.parse(JSON.parse(row.ease)),
  contact: ContactForm.parse(JSON.parse(row.contact)),
  consents: ConsentChoice.array().parse(JSON.parse(row.consents)),
  age: row.age_gate,
  express: row.express === 1,
  indexPrint: row.index_print === 1,
  discount: row.discount === null ? null : Discount.parse(JSON.parse(row.discount)),
  common: JSON.parse(row.common) as Common,
  marksAnswered: JSON.parse(row.marks_answered) as string[],
  catalogueVersion: row.catalogue_version,
  linkedTo: row.linked_to,
  createdAt: row.created_at,
  touchedAt: row.touched_at,
});

export const findDraft = (db: ReadableDb, draftId: string): DraftRecord | undefined => {
  const row = db.get<Row>(sql`SELECT ${COLUMNS} FROM draft WHERE draft_id = ${draftId}`);
  return row && toDraft(row);
};

/** The one visit at the kiosk, if there is one. */
export const findVisit = (db: ReadableDb): DraftRecord | undefined => {
  const row = db.get<Row>(sql`SELECT ${COLUMNS} FROM draft WHERE source = 'kiosk'`);
  return row && toDraft(row);
};

/** Whether a customer is at work. */
export const hasVisit = (db: ReadableDb): boolean =>
  db.get(sql`SELECT 1 FROM draft WHERE source = 'kiosk'`) !== undefined;

export interface NewDraft {
  readonly draftId: string;
  readonly source: 'kiosk' | 'counter';
  readonly staffId: string | null;
  readonly locale: Locale;
  readonly ease: Ease;
  readonly contact: ContactForm;
  readonly common: Common;
  readonly catalogueVersion: number;
  readonly linkedTo: OrderId | null;
  readonly indexPrint: boolean;
  readonly now: number;
}

export const insertDraft = (db: WritableDb, draft: NewDraft): void =>
  void db.run(sql`INSERT INTO draft (draft_id, source, staff_id, locale, step, ease, contact, consents, common,
      catalogue_version, linked_to, index_print, created_at, touched_at)
    VALUES (${draft.draftId}, ${draft.source}, ${draft.staffId}, ${draft.locale}, 'source', ${JSON.stringify(draft.ease)},
      ${JSON.stringify(draft.contact)}, '[]', ${JSON.stringify(draft.common)}, ${draft.catalogueVersion},
      ${draft.linkedTo}, ${draft.indexPrint ? 1 : 0}, ${draft.now}, ${draft.now})`);

/** Writes the whole head of a draft: what a step changed and when. */
export const saveDraft = (db: WritableDb, draft: DraftRecord): void =>
  assertChanged(
    db.run(sql`UPDATE draft SET taken_over = ${draft.takenOver ? 1 : 0}, help_called = ${draft.helpCalled ? 1 : 0},
      locale = ${draft.locale}, step = ${draft.step}, ease = ${JSON.stringify(draft.ease)},
      contact = ${JSON.stringify(draft.contact)}, consents = ${JSON.stringify(draft.consents)},
      age_gate = ${draft.age},
      express = ${draft.express ? 1 : 0}, index_print = ${draft.indexPrint ? 1 : 0},
      discount = ${draft.discount === null ? null : JSON.stringify(draft.discount)},
      common = ${JSON.stringify(draft.common)}, marks_answered = ${JSON.stringify(draft.marksAnswered)},
      touched_at = ${draft.touchedAt} WHERE draft_id = ${draft.draftId}`),
  );

export const deleteDraft = (db: WritableDb, draftId: string): void =>
  void db.run(sql`DELETE FROM draft WHERE draft_id = ${draftId}`);

export const listCounterDrafts = (db: ReadableDb) =>
  db
    .all<{ draft_id: string; source: 'kiosk' | 'counter'; touched_at: number; photos: number }>(
      sql`SELECT d.draft_id, d.source, d.touched_at,
        (SELECT count(*) FROM draft_photo p WHERE p.draft_id = d.draft_id) AS photos
        FROM draft d WHERE d.source = 'counter' OR d.taken_over = 1 ORDER BY d.touched_at DESC LIMIT 50`,
    )
    .map((row) => ({
      draftId: row.draft_id as DraftId,
      source: row.source,
      touchedAt: row.touched_at,
      photos: row.photos,
    }));

export const listDraftIds = (db: ReadableDb): readonly string[] =>
  db.all<{ draft_id: string }>(sql`SELECT draft_id FROM draft`).map((row) => row.draft_id);
