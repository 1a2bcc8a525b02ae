import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { tellRecipients } from '../../../electron/core/features/disclosures/index.ts';
import { certificatePage } from '../../../electron/core/features/erasure/certificate/certificatePage.policy.ts';
import { settleTask } from '../../../electron/core/features/disclosures/recipientTasks.store.ts';
import { verifyCertificate } from '../../../scripts/lib/verifyCertificate.mjs';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { Certificate } from '../../../shared/privacy/certificate.ts';
import { CERTIFICATE_TEXTS } from '../../../shared/privacy/certificateTexts.ts';
import { ErasureStanding } from '../../../shared/sync/ledger.ts';
import { type ErasureCore, openWorld, orderErasure, peopleOf, placeCanary } from './world.ts';

let core: ErasureCore;
let privacyRequestId: never;

/** As a manager approved it: photos of the order went to a courier. */
const disclose = (orderId: string): void =>
  core.deps.transact((tx) => {
    const disclosureId = tx.ids.ulid();
    const { staffId } = core.who.manager;
    tx.db.run(sql`INSERT INTO disclosure (disclosure_id, at, state, ground, recipient_id, fields, subject_count,
        file_count, logged_by, approved_by_1)
      VALUES (${disclosureId}, ${tx.now}, 'approved', 'processor_delivery', 'courier', '["address"]', 1, 0, ${staffId},
        ${staffId})`);
    tx.db.run(sql`INSERT INTO disclosure_order (disclosure_id, order_id, subject_ref)
      SELECT ${disclosureId}, o.order_id, m.subject_ref FROM orders o JOIN subject_map m ON m.person_id = o.person_id
      WHERE o.order_id = ${orderId}`);
  });

const newest = async () => {
  const { text } = await core.get(core.who.manager, 'erasure:certificate', { privacyRequestId });
  const { problems } = verifyCertificate(Buffer.from(text), core.deps.signer.publicKey);
  expect(problems).toEqual([]);
  return Certificate.parse(JSON.parse(text));
};
const versions = (): number =>
  core.deps.read.get<{ n: number }>(sql`SELECT count(*) AS n FROM erasure_certificate`)?.n ?? 0;
const cmdId = (): string =>
  core.deps.read.get<{ id: string }>(sql`SELECT cmd_id AS id FROM erasure_job`)?.id ?? '';

beforeEach(async () => {
  ({ core } = await openWorld({ beforeDeletion: (tx, people) => void tellRecipients(tx, people, 'erased') }));
  const orders = await placeCanary(core);
  disclose(orders[0] ?? '');
  privacyRequestId = orderErasure(core, peopleOf(core, orders)) as never;
  await core.features.erasure.runDue();
});
afterEach(() => core.close());

const OTHER = '01JDR8Z2Q4T6V8X0A2C4E6G8HK';
const AWAY = '01JDR8Z2Q4T6V8X0A2C4E6G8HM';

/** What central tells of an erasure. */
const tell = (state: 'running' | 'done', since: number): void =>
  core.deps.transact((tx) =>
    core.features.erasure.erasing.noteStanding(
      tx,
      ErasureStanding.parse({
        cmdId: cmdId(),
        requestId: privacyRequestId,
        terminals: [
          { terminalId: OTHER, state, since, proof: null },
          { terminalId: AWAY, state: 'pending_offline', since: 3, proof: null },
        ],
      }),
    ),
  );

describe('acknowledgements in the certificate of an erasure', () => {
  it('[E14, SYN-5] names each terminal with its confirmation or as away, in a new version as the last ones come', async () => {
    const first = await newest();
    tell('running', 2);
    expect((await newest()).terminals).toEqual([
      { id: OTHER, ack_at: null, pending_offline: false },
      { id: AWAY, ack_at: null, pending_offline: true },
    ]);
    core.clock.pass(1000);
    tell('done', 5);
    const last = await newest();
    expect(last.terminals).toEqual([
      { id: OTHER, ack_at: 5, pending_offline: false },
      { id: AWAY, ack_at: null, pending_offline: true },
    ]);
    expect(last).toMatchObject({
      stores: first.stores,
      completed_at: first.completed_at,
      request_id: first.request_id,
    });
    expect(last.certificate_id).not.toBe(first.certificate_id);
    const before = versions();
    tell('done', 5);
    expect(versions()).toBe(before);
  });

  it('[E14, P31] names the recipients of the data: who is to be told, was told, and has confirmed', async () => {
    const { recipients } = await newest();
    expect(recipients).toEqual([{ id: 'courier', sent_at: null, ack_at: null }]);
    const task = core.deps.read.get<{ id: string; due: number }>(
      sql`SELECT task_id AS id, due_at AS due FROM recipient_task`,
    );
    expect(task?.due).toBeGreaterThan(core.clock.now());
    for (const what of ['sent', 'acknowledged'] as const) {
      core.clock.pass(60_000);
      core.deps.transact((tx) => {
        settleTask(tx.db, task?.id ?? '', what, tx.now);
        core.features.erasure.erasing.recipientSettled(tx, task?.id ?? '');
      });
    }
    const told = (await newest()).recipients;
    expect(told).toEqual([{ id: 'courier', sent_at: core.clock.now() - 60_000, ack_at: core.clock.now() }]);
  });

  it.each(LOCALES)('[E14] says both on paper in %s', async (locale) => {
    tell('done', 5);
    const page = certificatePage(await newest(), locale);
    const texts = CERTIFICATE_TEXTS[locale];
    for (const words of [OTHER, texts.confirmed, texts.offline, 'courier', texts.notTold])
      expect(page).toContain(words);
  });

  it('changes nothing for an erasure that is not known here', () => {
    core.deps.transact((tx) =>
      core.features.erasure.erasing.noteStanding(
        tx,
        ErasureStanding.parse({
          cmdId: OTHER,
          requestId: OTHER,
          terminals: [{ terminalId: AWAY, state: 'done', since: 1, proof: null }],
        }),
      ),
    );
    expect(core.deps.read.all(sql`SELECT * FROM erasure_terminal`)).toEqual([]);
  });
});
