import type { Tx } from '../../../call/context.ts';
import type { RetentionPass, RetentionWork } from '../../../call/retentionWork.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { holdOver } from '../../requests/index.ts';
import { countOf, inBatches } from './batches.ts';

/**
 * Pseudonyms all of whose consents ended so long ago: with a word of no, or when a consent had been silent for as long
 * as it is good for, and nobody stands behind the pseudonym any more. Its chain goes whole.
 */
const over = (
  pass: Pick<RetentionPass, 'before'>,
): Sql => sql`SELECT DISTINCT c.subject_ref AS id FROM consent_event c
  WHERE NOT EXISTS (SELECT 1 FROM subject_map m WHERE m.subject_ref = c.subject_ref)
    AND NOT EXISTS (SELECT 1 FROM consent_event e WHERE e.subject_ref = c.subject_ref
    AND (e.occurred_at >= ${pass.before('consentProofYears')}
      OR (e.event IN ('given', 'reconfirmed')
        AND e.occurred_at >= ${pass.before('consentProofYears', 'marketingSilentMonths')}
        AND NOT EXISTS (SELECT 1 FROM consent_event l WHERE l.subject_ref = e.subject_ref AND l.purpose = e.purpose
          AND l.channel = e.channel AND l.seq > e.seq AND l.event NOT IN ('shown', 'given', 'reconfirmed')))))`;

/** Consent events. */
export const consentProofWork: RetentionWork = {
  due: (pass) => countOf(pass.read, over(pass)),
  run: (pass) =>
    inBatches(
      pass,
      over(pass),
      (tx, id) => void tx.db.run(sql`DELETE FROM consent_event WHERE subject_ref = ${id}`),
    ),
};

const oldRequests = ({
  before,
}: Pick<RetentionPass, 'before'>): Sql => sql`SELECT r.request_id AS id FROM privacy_request r
  WHERE r.closed_at IS NOT NULL AND r.closed_at < ${before('requestYears')}
    AND NOT EXISTS (SELECT 1 FROM privacy_request d WHERE d.duplicate_of = r.request_id)
    AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.request_id = r.request_id AND h.released_at IS NULL)`;

const deleteRequest = (tx: Tx, id: string): void => {
  tx.db.run(sql`DELETE FROM legal_hold WHERE request_id = ${id}`);
  tx.db.run(sql`DELETE FROM privacy_request WHERE request_id = ${id}`);
};

/**
 * What is left of a privacy request: codes and its certificate's id. One that others are duplicates of goes after them,
 * one that placed a hold when the hold is released.
 */
export const requestWork: RetentionWork = {
  due: (pass) => countOf(pass.read, oldRequests(pass)),
  run: (pass) => inBatches(pass, oldRequests(pass), deleteRequest),
};

const oldDisclosures = ({
  before,
}: Pick<RetentionPass, 'before'>): Sql => sql`SELECT d.disclosure_id AS id FROM disclosure d
  WHERE d.at < CASE WHEN d.ground IN ('authority', 'crime_or_rights') THEN ${before('disclosureToAuthorityYears')}
      ELSE ${before('disclosureYears')} END
    AND NOT EXISTS (SELECT 1 FROM disclosure a WHERE a.answers = d.disclosure_id)
    AND NOT EXISTS (SELECT 1 FROM disclosure_order x JOIN orders o ON o.order_id = x.order_id
      WHERE x.disclosure_id = d.disclosure_id AND ${holdOver(sql`o.person_id`)})`;

/** The log of disclosures; a paper that was answered goes after its answer. */
export const disclosureWork: RetentionWork = {
  due: (pass) => countOf(pass.read, oldDisclosures(pass)),
  run: (pass) =>
    inBatches(
      pass,
      oldDisclosures(pass),
      (tx, id) => void tx.db.run(sql`DELETE FROM disclosure WHERE disclosure_id = ${id}`),
    ),
};
