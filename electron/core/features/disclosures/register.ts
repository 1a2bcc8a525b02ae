import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RecipientRegister } from '../../../../shared/privacy/disclosure.ts';
import { describeError, type Log } from '../../log/log.ts';

const NOBODY: RecipientRegister = { sample: true, recipients: [] };

/**
 * Reads the register of recipients beside the app; the company replaces the sample by its own. One that is missing or
 * malformed is logged and names nobody, so that nothing may leave until it is mended.
 */
export const readRecipients = async (resourcesFolder: string, log: Log): Promise<RecipientRegister> => {
  try {
    const text = await readFile(join(resourcesFolder, 'privacy', 'recipients.json'), 'utf8');
    return RecipientRegister.parse(JSON.parse(text));
  } catch (error) {
    log.error('recipients-malformed', describeError(error));
    return NOBODY;
  }
};
