import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { anchorPath } from '../../../electron/core/features/audit/anchor.ts';
import { signingKeyPath } from '../../../electron/core/keys/signingKey.ts';
import { readyTerminal, signInManager } from '../core/terminal.ts';
import { createOrderCore, type OrderCore } from '../harness/orders.ts';
import { actTimes, tamper } from './trail.ts';

describe('a terminal that starts', () => {
  it('[A2] begins its trail once, and goes on with it over restarts, signed and noted outside the database', async () => {
    const first = await readyTerminal();
    const second = await first.restart();
    const manager = await signInManager(second);
    expect(await second.get(manager, 'audit:verify', {})).toMatchObject({ kind: 'sound' });
    const rows = await second.rows('SELECT seq, chain_id, action, auth_method FROM audit ORDER BY seq');
    expect(rows[0]).toMatchObject({ seq: 1, action: 'audit.begin', auth_method: 'system' });
    expect(rows.filter(({ action }) => action === 'audit.begin')).toHaveLength(1);
    expect(new Set(rows.map(({ chain_id }) => chain_id)).size).toBe(1);
    await second.close();
    const noted = JSON.parse(readFileSync(anchorPath(second.folder), 'utf8')) as { seq: number };
    expect(noted.seq).toBe(rows.length);
  });

  it('[A2, REC-6] whose signing key is gone stays shut: what was signed must stay checkable', async () => {
    const first = await readyTerminal();
    await first.close();
    rmSync(signingKeyPath(first.folder));
    const second = await first.restart();
    expect(second.core.state()).toMatchObject({ state: 'failed', failure: 'key-missing' });
  });

  it('[A2] remembers how a person signed in', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const { settings } = await terminal.get(manager, 'settings:get', {});
    await terminal.get(manager, 'settings:change', { change: { counter: settings.counter } });
    expect(
      await terminal.rows("SELECT actor_role, auth_method FROM audit WHERE action = 'settings.changed'"),
    ).toEqual([{ actor_role: 'manager', auth_method: 'pin' }]);
  });
});

describe('the check by itself', () => {
  const started = async (): Promise<OrderCore> => {
    const core = await createOrderCore();
    onTestFinished(() => core.close());
    actTimes(core, 3);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    core.features.audit.start?.();
    return core;
  };
  const checkedAt = (core: OrderCore, at: number): Promise<void> =>
    vi.waitFor(() => expect(core.features.audit.health().checkedAt).toBe(at));

  it('[PRV-5, A2] runs after the start and each day, and finds what was changed since', async () => {
    const core = await started();
    await vi.advanceTimersByTimeAsync(10_000);
    await checkedAt(core, core.clock.now());
    expect(core.features.audit.health()).toMatchObject({ level: 'ok', broken: null });
    tamper(core, 'DELETE FROM audit WHERE seq = 2');
    core.clock.pass(86_400_000);
    await vi.advanceTimersByTimeAsync(86_400_000);
    await checkedAt(core, core.clock.now());
    expect(core.features.audit.health()).toMatchObject({
      level: 'critical',
      broken: { how: 'deleted', seq: 2 },
    });
    expect(core.events.at(-1)?.name).toBe('health-changed');
  });
});
