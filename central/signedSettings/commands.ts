import { readFileSync } from 'node:fs';
import { SignedSettings, type SettingsDocument } from '../../shared/sync/settingsDocument.ts';
import type { Central } from '../app/central.ts';
import { writeDurably } from '../keys/durable.ts';
import { createOwnerKey, openOwnerKey } from './ownerKey.ts';
import { previewOf } from './preview.ts';
import { publish } from './publish.ts';
import { CommandError, type Say, type Values } from '../app/commandLine.ts';
import { signSettings } from './sign.ts';

/** What the command line gives, by its own names; `key` is the transfer's as well. */
export const SETTINGS_OPTIONS = {
  prices: { type: 'string' },
  notice: { type: 'string' },
  staff: { type: 'string' },
  by: { type: 'string' },
  file: { type: 'string' },
  out: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

const wanted = (values: Values, name: string, what: string): string => {
  const value = values[name];
  if (typeof value !== 'string') throw new CommandError(`Wanted: --${name}, ${what}.`);
  return value;
};

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CommandError('The file cannot be read.');
  }
};

/** Makes the owner's key, on a machine that is not central. */
export const runKey = (values: Values, say: Say): void => {
  const { publicKey } = createOwnerKey(wanted(values, 'out', 'a file for the key that is not there yet'));
  say(`Public key, for LETE_CENTRAL_SETTINGS_KEY: ${publicKey}`);
  say(
    'Whoever has the file can set prices in every store: keep it on a medium of its own, with a copy elsewhere.',
  );
};

/** Signs a price list, a notice or a staff list. Needs no database. */
export const runSign = (values: Values, say: Say, now: number): void => {
  const kind = (['notice', 'staff'] as const).find((one) => values[one] !== undefined) ?? 'prices';
  const content = readText(wanted(values, kind, 'the file of a price list, or --notice, or --staff'));
  const out = wanted(values, 'out', 'a file for what is signed');
  const signer = openOwnerKey(wanted(values, 'key', 'the file of the settings key'));
  const shopId = (values['shop'] ?? null) as SettingsDocument['shopId'];
  const signedBy = wanted(values, 'by', 'a role such as owner');
  const signed = signSettings(signer, { kind, shopId, signedAt: now, signedBy, content });
  writeDurably(out, `${JSON.stringify(signed, null, 2)}\n`);
  say(`Signed: ${out}`);
};

const readSigned = (path: string): SignedSettings => {
  const text = readText(path);
  try {
    return SignedSettings.parse(JSON.parse(text));
  } catch {
    throw new CommandError('The file is none that settings-sign made.');
  }
};

/** Shows what would change, and publishes it where `--yes` says so. */
export const runPublish = async (central: Central, values: Values, say: Say): Promise<void> => {
  const signed = readSigned(wanted(values, 'file', 'what settings-sign made'));
  const onlyPreview = values['yes'] !== true;
  const publication = await publish(central, signed, { onlyPreview });
  for (const line of previewOf(publication)) say(line);
  if (publication.state === 'already') say('It was published before: nothing to do.');
  else say(onlyPreview ? 'Nothing was changed. Published with --yes.' : 'Published.');
};
