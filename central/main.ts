// npm run central [-- serve [--restored] | enrol --shop=01 --role=counter]
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCode } from './enrolment/createCode.ts';
import { EnrolmentRequest } from '../shared/sync/endpoints.ts';
import { createCentral } from './app/serve.ts';
import { openDatabase } from './app/openDatabase.ts';
import { Settings } from './app/settings.ts';
import { DatabaseError } from './db/database.ts';
import { smtpOf } from './mail/mailSettings.ts';
import { createSmtpMailer } from './mail/smtpMailer.ts';
import { LedgerError } from './ledger/line.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const serve = async (settings: Settings, folder: string, restored: boolean): Promise<void> => {
  const smtp = smtpOf(settings);
  const db = await openDatabase(settings, folder, say);
  const { app, central, close } = await createCentral({
    db,
    folder,
    now: Date.now,
    logLevel: settings.LETE_CENTRAL_LOG,
    operatorToken: settings.LETE_CENTRAL_OPERATOR_TOKEN,
    restored,
    ...(smtp === null ? {} : { mailer: createSmtpMailer(smtp) }),
  });
  await app.listen({ host: settings.LETE_CENTRAL_HOST, port: settings.LETE_CENTRAL_PORT });
  central.log('started');
  const stop = async (): Promise<void> => {
    await close();
    await db.close();
    central.log('stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
};

/** Prints the first code of a store; further ones are made at its counters. */
const enrolStore = async (settings: Settings, folder: string, options: unknown): Promise<void> => {
  const wanted = EnrolmentRequest.parse(options);
  const db = await openDatabase(settings, folder, say);
  const { central, close } = await createCentral({ db, folder, now: Date.now, logLevel: 'silent' });
  const { code, expiresAt } = await createCode(central, wanted);
  say(`${code}  (store ${wanted.shopId}, ${wanted.role}, until ${new Date(expiresAt).toISOString()})`);
  await close();
  await db.close();
};

const main = async (): Promise<void> => {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { shop: text, role: text, restored: { type: 'boolean', default: false } },
  });
  const settings = Settings.parse(process.env);
  const folder = settings.LETE_CENTRAL_FOLDER ?? join(homedir(), '.local', 'share', 'lete-central');
  const [command = 'serve'] = positionals;
  if (command === 'serve') return serve(settings, folder, values.restored);
  if (command === 'enrol') return enrolStore(settings, folder, { shopId: values.shop, role: values.role });
  throw new DatabaseError('commands: serve [--restored], enrol --shop=01 --role=counter|kiosk|hub');
};

try {
  await main();
} catch (error) {
  const { name, message, code = name } = error as Error & { readonly code?: string };
  const told = error instanceof DatabaseError || error instanceof LedgerError ? message : code;
  process.stderr.write(`Central was not started: ${told}\n`);
  process.exitCode = 1;
}
