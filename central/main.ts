// npm run central [-- serve [--restored] | enrol --shop=01 --role=counter | transfer … | transfer-check … |
//   settings-key … | settings-sign … | settings-publish … | staff-pin]
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCode } from './enrolment/createCode.ts';
import { EnrolmentRequest } from '../shared/sync/endpoints.ts';
import type { Central } from './app/central.ts';
import { createCentral } from './app/serve.ts';
import { openDatabase } from './app/openDatabase.ts';
import { Settings } from './app/settings.ts';
import { DatabaseError } from './db/database.ts';
import { s3PlaceOf } from './files/store/s3/s3Settings.ts';
import { smtpOf } from './mail/mailSettings.ts';
import { startReceiver } from './mail/returns/receiver.ts';
import { returnsOf } from './mail/returns/returnSettings.ts';
import { createSmtpMailer } from './mail/smtpMailer.ts';
import { LedgerError } from './ledger/line.ts';
import { runKey, runPublish, runSign, SETTINGS_OPTIONS } from './signedSettings/commands.ts';
import { runPin } from './signedSettings/staffPin.ts';
import { CommandError } from './app/commandLine.ts';
import { runCheck, runTransfer, TRANSFER_OPTIONS } from './transfer/commands.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const serve = async (settings: Settings, folder: string, restored: boolean): Promise<void> => {
  const smtp = smtpOf(settings);
  const returns = returnsOf(settings);
  const db = await openDatabase(settings, folder, say);
  const { app, central, close } = await createCentral({
    db,
    folder,
    now: Date.now,
    logLevel: settings.LETE_CENTRAL_LOG,
    trustedProxies: settings.LETE_CENTRAL_TRUSTED_PROXIES,
    operatorToken: settings.LETE_CENTRAL_OPERATOR_TOKEN,
    settingsPub: settings.LETE_CENTRAL_SETTINGS_KEY,
    s3: s3PlaceOf(settings),
    restored,
    ...(smtp === null ? {} : { mailer: createSmtpMailer(smtp) }),
    returnDomain: returns?.domain,
  });
  const receiver = returns === null ? null : await startReceiver(central, returns);
  await app.listen({ host: settings.LETE_CENTRAL_HOST, port: settings.LETE_CENTRAL_PORT });
  central.log('started');
  const stop = async (): Promise<void> => {
    await receiver?.close();
    await close();
    await db.close();
    central.log('stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
};

/** Does one act beside the running central, in a process that ends with it. */
const asOperator = async (
  settings: Settings,
  folder: string,
  act: (central: Central) => Promise<void>,
): Promise<void> => {
  const db = await openDatabase(settings, folder, say);
  try {
    const { central, close } = await createCentral({
      db,
      folder,
      now: Date.now,
      logLevel: 'silent',
      settingsPub: settings.LETE_CENTRAL_SETTINGS_KEY,
      s3: s3PlaceOf(settings),
    });
    try {
      await act(central);
    } finally {
      await close();
    }
  } finally {
    await db.close();
  }
};

/** Prints the first code of a store; further ones are made at its counters. */
const enrolStore = async (settings: Settings, folder: string, options: unknown): Promise<void> => {
  const wanted = EnrolmentRequest.parse(options);
  await asOperator(settings, folder, async (central) => {
    const { code, expiresAt } = await createCode(central, wanted);
    say(`${code}  (store ${wanted.shopId}, ${wanted.role}, until ${new Date(expiresAt).toISOString()})`);
  });
};

const main = async (): Promise<void> => {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      shop: text,
      role: text,
      restored: { type: 'boolean', default: false },
      ...TRANSFER_OPTIONS,
      ...SETTINGS_OPTIONS,
    },
  });
  const settings = Settings.parse(process.env);
  const folder = settings.LETE_CENTRAL_FOLDER ?? join(homedir(), '.local', 'share', 'lete-central');
  const [command = 'serve'] = positionals;
  if (command === 'serve') return serve(settings, folder, values.restored);
  if (command === 'enrol') return enrolStore(settings, folder, { shopId: values.shop, role: values.role });
  if (command === 'transfer')
    return asOperator(settings, folder, (central) => runTransfer(central, values, say));
  if (command === 'transfer-check') return runCheck(values, say);
  if (command === 'settings-key') return runKey(values, say);
  if (command === 'settings-sign') return runSign(values, say, Date.now());
  if (command === 'staff-pin') return runPin(say, process.stdin, Date.now());
  if (command === 'settings-publish')
    return asOperator(settings, folder, (central) => runPublish(central, values, say));
  throw new DatabaseError(
    'commands: serve [--restored], enrol --shop=01 --role=counter|kiosk|hub, transfer, transfer-check, settings-key, settings-sign, settings-publish, staff-pin',
  );
};

try {
  await main();
} catch (error) {
  const { name, message, code = name } = error as Error & { readonly code?: string };
  const told = error instanceof DatabaseError || error instanceof LedgerError ? message : code;
  process.stderr.write(error instanceof CommandError ? `${message}\n` : `Central was not started: ${told}\n`);
  // At once: what was opened already would keep a process alive that answers nobody, and nothing would start it again.
  process.exit(1);
}
