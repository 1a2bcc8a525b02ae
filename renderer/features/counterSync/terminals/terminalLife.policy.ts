import type { StoreTerminal } from './terminals.store.ts';

export type TerminalLife = 'heard' | 'silent' | 'revoked';

/** Three of the reports that each terminal sends every five minutes. */
const SILENT_MS = 15 * 60_000;

export function lifeOf(
  { revoked, lastSeenAt }: Pick<StoreTerminal, 'revoked' | 'lastSeenAt'>,
  now: number,
): TerminalLife {
  if (revoked) return 'revoked';
  return lastSeenAt !== null && now - lastSeenAt <= SILENT_MS ? 'heard' : 'silent';
}
