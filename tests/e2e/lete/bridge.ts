import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/index.ts';
import { isCommand } from '../../../shared/contract/commands.ts';
import { ulid } from '../../../shared/domain/ids.ts';

interface Bridge {
  readonly api: Readonly<
    Record<string, (input: unknown) => Promise<{ ok: boolean; value?: unknown; code?: string }>>
  >;
}

/** Calls core from a window, as whoever is signed in there: for what has no screen at a terminal. */
export async function callCore<Name extends CallName>(
  page: Page,
  name: Name,
  input: Omit<CallInput<Name>, 'requestId'>,
): Promise<CallOutput<Name>> {
  const whole = isCommand(name) ? { ...input, requestId: ulid(Date.now(), randomBytes(10)) } : input;
  const answer = await page.evaluate(([call, value]) => (window as unknown as Bridge).api[call]?.(value), [
    name,
    whole,
  ] as const);
  if (answer?.ok !== true) throw new Error(`${name} was refused: ${answer?.code}`);
  return answer.value as CallOutput<Name>;
}
