import type { AddressInfo } from 'node:net';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { writeMentions } from '../../../central/ops/writeOps.store.ts';
import { publish } from '../../../central/signedSettings/publish.ts';
import type { SignedSettings } from '../../../shared/sync/settingsDocument.ts';
import type { TestCore } from '../../integration/harness/testCore.ts';
import { startCentral, type TestCentral } from './central.ts';
import type { counterFeatures } from './counterCore.ts';
import { freshPostgres } from './databases.ts';
import { OWNER } from './signedSettings.ts';

type Counter = TestCore<ReturnType<typeof counterFeatures>>;

/** A central that knows the owner's key and listens. */
export const startSettingsCentral = async (): Promise<TestCentral> => {
  const central = await startCentral(await freshPostgres(), { settingsPub: OWNER.publicKey });
  await central.app.listen({ port: 0, host: '127.0.0.1' });
  return central;
};

/** Joins a counter to the central by a code of the store it is set to. */
export const enrolAt = async ({ central, app }: TestCentral, core: Counter): Promise<void> => {
  const shopId = core.deps.settings(core.deps.read).store.code as never;
  const { code } = await createCode(central, { shopId, role: 'counter' });
  const { port } = app.server.address() as AddressInfo;
  await core.get(core.who.manager, 'sync:enrol', { url: `http://127.0.0.1:${port}`, code });
};

export const publishAt = ({ central }: TestCentral, signed: SignedSettings) =>
  publish(central, signed, { onlyPreview: false });

/** As a central that somebody else has in hand passes something on: it never asked whether the owner signed it. */
export const smuggleAt = ({ db }: TestCentral, id: string, { text, sig }: SignedSettings): Promise<unknown> =>
  db.transaction({ role: 'publish' }, async (tx) => {
    await tx.query(
      `INSERT INTO settings_version (id, series, ordinal, text, sig, published_at) VALUES ($1, $1, 1, $2, $3, 1)`,
      [id, text, sig],
    );
    await writeMentions(tx, '01', [{ scope: 'settings:01', entity: 'settings', id, version: 1 }], 1);
  });

/** What came by the feed and was not taken over. */
export const heldAt = async (core: Counter) => (await core.get(core.who.staff, 'sync:deadLetters', {})).held;
