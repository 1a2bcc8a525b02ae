import { describe, expect, it, onTestFinished } from 'vitest';
import { createDispatch, type Handlers } from '../../../electron/core/call/dispatch.ts';
import { command, preparedCommand, query } from '../../../electron/core/call/handlers.ts';
import { reject, rejectAndKeep } from '../../../electron/core/call/rejection.ts';
import type { AuditEntry } from '../../../electron/core/call/auditTrail.ts';
import { SYSTEM, transact } from '../../../electron/core/call/transaction.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { createLog } from '../../../electron/core/log/log.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { CallName } from '../../../shared/contract/index.ts';
import { ulid } from '../../../shared/domain/ids.ts';
import { folderFor, START } from './terminal.ts';

const staff: Caller = { windowId: 1, terminal: 'counter', role: 'staff', staffId: 'A'.repeat(26) };
const other: Caller = { ...staff, staffId: 'B'.repeat(26) };
const customer: Caller = { windowId: 2, terminal: 'kiosk', role: 'customer', staffId: null };
const requestId = ulid(START, new Uint8Array(10));
const draftId = ulid(START, new Uint8Array(10).fill(1));

/** The real dispatcher on a real database; the handlers are the test's. */
const dispatcher = (handlers: Handlers) => {
  const key = new Uint8Array(32);
  const clock = { now: () => START };
  const database = openDatabase({
    folder: folderFor('dispatch'),
    key,
    nativeBinding: null,
    clock,
    expected: false,
  });
  onTestFinished(() => database.close());
  const events: string[] = [];
  const log: string[] = [];
  const acts: AuditEntry[] = [];
  const noted: number[] = [];
  const deps = {
    database,
    clock,
    trail: {
      append: (_db: unknown, entry: AuditEntry) => void acts.push(entry),
      committed: () => void noted.push(acts.length),
    },
    ids: { ulid: () => requestId, hex: () => 'ab', bytes: () => new Uint8Array() },
    emit: (name: string) => void events.push(name),
  };
  const dispatch = createDispatch(
    {
      ...deps,
      log: createLog(clock.now, (line) => log.push(line)),
      requestKey: key,
      isActive: ({ staffId }) => staffId !== other.staffId,
    },
    handlers,
  );
  const call = (name: string, input: object, caller: Caller = staff) =>
    dispatch(name as CallName, input, caller, 'ab12');
  const rows = () =>
    database.read.all<{ key: string }>(sql`SELECT key FROM setting`).map(({ key: name }) => name);
  return { call, events, log, rows, deps, database, acts, noted };
};

let runs = 0;
const write = (tx: Parameters<Parameters<typeof transact>[2]>[0]): void => {
  runs += 1;
  tx.db.run(sql`INSERT INTO setting (key, value) VALUES (${`row ${runs}`}, 'x')`);
  tx.emit('kiosk-changed', {});
};
const answerHelp: Handlers = {
  'kiosks:answerHelp': command('kiosks:answerHelp', (tx) => {
    write(tx);
    return {};
  }),
};

describe('one command', () => {
  it('[ORD-4] that is repeated by the same person answers as before and does nothing', async () => {
    runs = 0;
    const { call, rows, events } = dispatcher({
      'drafts:startAtCounter': command('drafts:startAtCounter', (tx) => {
        write(tx);
        return { draftId: ulid(START + runs, new Uint8Array(10)) as never };
      }),
    });
    const input = { requestId, locale: 'lv' };
    const first = await call('drafts:startAtCounter', input);
    expect(first.ok).toBe(true);
    expect(await call('drafts:startAtCounter', { locale: 'lv', requestId })).toEqual(first);
    expect([rows(), events]).toEqual([['row 1'], ['kiosk-changed']]);
  });

  it.each([
    ['with another input', { requestId, draftId, locale: 'en' }, staff, 'drafts:setLocale'],
    [
      'by another person',
      { requestId, draftId, locale: 'lv' },
      { ...staff, staffId: 'C'.repeat(26) },
      'drafts:setLocale',
    ],
    ['at another terminal', { requestId, draftId, locale: 'lv' }, customer, 'drafts:setLocale'],
  ] as const)('[ORD-4] that is repeated %s is CONFLICT', async (_how, input, caller, name) => {
    runs = 0;
    const run = (tx: Parameters<typeof write>[0]): Record<string, never> => {
      write(tx);
      return {};
    };
    const { call, rows } = dispatcher({ 'drafts:setLocale': command('drafts:setLocale', run) });
    expect((await call('drafts:setLocale', { requestId, draftId, locale: 'lv' })).ok).toBe(true);
    expect(await call(name, input, caller)).toEqual({ ok: false, code: 'CONFLICT', ref: 'ab12' });
    expect(rows()).toEqual(['row 1']);
  });

  it('[ORD-4] that is repeated as another call with the very same input is CONFLICT', async () => {
    runs = 0;
    const run = (tx: Parameters<typeof write>[0]): Record<string, never> => {
      write(tx);
      return {};
    };
    const { call, rows } = dispatcher({
      'drafts:takeOver': command('drafts:takeOver', run),
      'drafts:sendBack': command('drafts:sendBack', run),
    });
    expect((await call('drafts:takeOver', { requestId, draftId })).ok).toBe(true);
    expect(await call('drafts:sendBack', { requestId, draftId })).toMatchObject({ code: 'CONFLICT' });
    expect(rows()).toEqual(['row 1']);
  });

  it('[ORD-4] that comes twice at once runs once, also when its slow half overlaps', async () => {
    runs = 0;
    const { call, rows } = dispatcher({
      'kiosks:answerHelp': preparedCommand(
        'kiosks:answerHelp',
        () => new Promise((resolve) => setTimeout(resolve, 20)),
        (tx) => {
          write(tx);
          return {};
        },
      ),
    });
    const answers = await Promise.all([1, 2, 3].map(() => call('kiosks:answerHelp', { requestId })));
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, value: {} })));
    expect(rows()).toEqual(['row 1']);
  });

  it('that is refused leaves nothing, tells nobody and can be tried again', async () => {
    runs = 0;
    let allowed = false;
    const after: string[] = [];
    const { call, rows, events } = dispatcher({
      'kiosks:answerHelp': command('kiosks:answerHelp', (tx) => {
        write(tx);
        tx.afterCommit(() => void after.push('after'));
        return allowed ? {} : reject('NOT_FOUND');
      }),
    });
    expect(await call('kiosks:answerHelp', { requestId })).toEqual({
      ok: false,
      code: 'NOT_FOUND',
      ref: 'ab12',
    });
    expect([rows(), events, after]).toEqual([[], [], []]);
    allowed = true;
    expect((await call('kiosks:answerHelp', { requestId })).ok).toBe(true);
    expect([rows(), events, after]).toEqual([['row 2'], ['kiosk-changed'], ['after']]);
  });

  it('tells and acts only once it is committed', async () => {
    runs = 0;
    const seen: boolean[] = [];
    const made = dispatcher({
      'kiosks:answerHelp': command('kiosks:answerHelp', (tx) => {
        write(tx);
        tx.afterCommit(() => void seen.push(made.database.writer.inTransaction, made.rows().length === 1));
        expect(made.events).toEqual([]);
        return {};
      }),
    });
    await made.call('kiosks:answerHelp', { requestId });
    expect(seen).toEqual([false, true]);
  });

  it('that is refused but counted keeps what it wrote', async () => {
    runs = 0;
    const { call, rows, events } = dispatcher({
      'kiosks:answerHelp': command('kiosks:answerHelp', (tx) => {
        write(tx);
        return rejectAndKeep('PIN_WRONG');
      }),
    });
    expect(await call('kiosks:answerHelp', { requestId })).toMatchObject({ ok: false, code: 'PIN_WRONG' });
    expect([rows(), events]).toEqual([['row 1'], ['kiosk-changed']]);
  });

  it('that fails is INTERNAL without a word of it; the log names class and place, not the message', async () => {
    const { call, log, rows } = dispatcher({
      'kiosks:answerHelp': command('kiosks:answerHelp', (tx) => {
        write(tx);
        throw new RangeError('Anna Bērziņa, anna@example.org');
      }),
    });
    expect(await call('kiosks:answerHelp', { requestId })).toEqual({
      ok: false,
      code: 'INTERNAL',
      ref: 'ab12',
    });
    expect(rows()).toEqual([]);
    expect(JSON.parse(log.at(-1) ?? '')).toMatchObject({
      event: 'call-failed',
      call: 'kiosks:answerHelp',
      ref: 'ab12',
      error: 'RangeError',
      at: expect.arrayContaining([expect.stringContaining('dispatch.test.ts')]),
    });
    expect(log.join()).not.toMatch(/Anna|example/);
  });

  it('that is asynchronous is refused: its writes would land outside the transaction', async () => {
    const { call, rows } = dispatcher({
      'kiosks:answerHelp': command('kiosks:answerHelp', (async (tx: Parameters<typeof write>[0]) =>
        write(tx)) as never),
    });
    expect(await call('kiosks:answerHelp', { requestId })).toMatchObject({ ok: false, code: 'INTERNAL' });
    expect(rows()).toEqual([]);
  });

  it('on a full disk says so, and the next one works again', async () => {
    const { call, rows, database } = dispatcher({
      'kiosks:answerHelp': command('kiosks:answerHelp', (tx) => {
        tx.db.run(sql`INSERT INTO setting (key, value) VALUES ('big', ${'x'.repeat(400_000)})`);
        return {};
      }),
    });
    const pages = Number(database.writer.pragma('page_count', { simple: true }));
    database.writer.pragma(`max_page_count=${pages + 4}`);
    expect(await call('kiosks:answerHelp', { requestId })).toMatchObject({ ok: false, code: 'DISK_FULL' });
    expect([rows(), database.writer.inTransaction]).toEqual([[], false]);
    database.writer.pragma('max_page_count=100000');
    expect((await call('kiosks:answerHelp', { requestId })).ok).toBe(true);
  });
});

describe('while the database is shut', () => {
  it('a question waits as a command does, and goes through once it is open', async () => {
    runs = 0;
    const current = query('catalogue:current', () => ({ catalogue: null }));
    const { call, rows, database } = dispatcher({ ...answerHelp, 'catalogue:current': current });
    const shut = database.emptyLog(1);
    expect(await call('catalogue:current', {})).toMatchObject({ code: 'BUSY' });
    expect(await call('kiosks:answerHelp', { requestId })).toMatchObject({ code: 'BUSY' });
    await shut;
    expect(await call('catalogue:current', {})).toMatchObject({ ok: true });
    expect(await call('kiosks:answerHelp', { requestId })).toMatchObject({ ok: true });
    expect(rows()).toEqual(['row 1']);
  });
});

describe('core trusts no process', () => {
  it.each([
    ['an unknown call', 'drafts:destroyAll', {}, staff, 'FORBIDDEN'],
    ['a name of every object', 'constructor', {}, staff, 'FORBIDDEN'],
    ['a call without a handler', 'drafts:mine', {}, staff, 'FORBIDDEN'],
    ['a role the call is not for', 'kiosks:answerHelp', { requestId }, customer, 'FORBIDDEN'],
    ['a person who was switched off', 'kiosks:answerHelp', { requestId }, other, 'FORBIDDEN'],
    ['an unknown key', 'kiosks:answerHelp', { requestId, extra: 1 }, staff, 'INVALID_INPUT'],
    ['a missing key', 'kiosks:answerHelp', {}, staff, 'INVALID_INPUT'],
    ['no input at all', 'kiosks:answerHelp', null as unknown as object, staff, 'INVALID_INPUT'],
  ])('[ADM-3] and refuses %s', async (_what, name, input, caller, code) => {
    runs = 0;
    const { call, rows } = dispatcher(answerHelp);
    expect(await call(name, input, caller)).toEqual({ ok: false, code, ref: 'ab12' });
    expect(rows()).toEqual([]);
  });

  it('strips what the contract does not name and calls a wrong answer INTERNAL', async () => {
    const { call, log } = dispatcher({
      'drafts:mine': query('drafts:mine', () => ({ drafts: [], email: 'anna@example.org' }) as never),
      'kiosks:list': query('kiosks:list', () => ({ kiosks: 'Anna' }) as never),
    });
    expect(await call('drafts:mine', {})).toEqual({ ok: true, value: { drafts: [] } });
    expect(await call('kiosks:list', {})).toEqual({ ok: false, code: 'INTERNAL', ref: 'ab12' });
    expect(log.join()).not.toContain('Anna');
  });

  it('keeps of an input only a keyed digest', async () => {
    const { call, database } = dispatcher({
      'drafts:setContact': command('drafts:setContact', () => ({})),
    });
    const contact = {
      way: 'email',
      delivery: 'store',
      email: 'anna@example.org',
      phone: '',
      name: 'Anna',
      street: '',
      town: '',
      postcode: '',
    };
    expect((await call('drafts:setContact', { requestId, draftId, contact })).ok).toBe(true);
    const rows = database.read.all<Record<string, unknown>>(
      sql`SELECT request_id, actor, call, hex(input_mac) AS mac, output FROM request`,
    );
    expect(rows).toEqual([
      {
        request_id: requestId,
        actor: staff.staffId,
        call: 'drafts:setContact',
        mac: expect.stringMatching(/^[0-9A-F]{64}$/),
        output: '{}',
      },
    ]);
  });
});

describe('a transaction', () => {
  it('writes who did what into the audit trail, core itself as the system', () => {
    const { deps, acts, noted } = dispatcher({});
    transact(deps, staff, (tx) => tx.audit('order.place', draftId, { count: 2 }));
    transact(deps, SYSTEM, (tx) => tx.audit('database.restored', null));
    expect(acts).toEqual([
      {
        now: START,
        role: 'staff',
        staffId: staff.staffId,
        terminal: 'counter',
        action: 'order.place',
        objectRef: draftId,
        more: { count: 2 },
      },
      {
        now: START,
        role: 'system',
        staffId: null,
        terminal: 'counter',
        action: 'database.restored',
        objectRef: null,
        more: {},
      },
    ]);
    expect(noted).toEqual([1, 2]);
  });

  it('notes the trail outside the database only after a commit that added to it', () => {
    const { deps, noted } = dispatcher({});
    transact(deps, SYSTEM, write);
    const failing = () =>
      transact(deps, SYSTEM, (tx) => {
        tx.audit('database.restored', null);
        return reject('CONFLICT');
      });
    expect(failing).toThrow('CONFLICT');
    expect(noted).toEqual([]);
  });

  it('cannot run inside another, and the outer one still ends', () => {
    const { deps, rows } = dispatcher({});
    runs = 0;
    transact(deps, SYSTEM, (tx) => {
      write(tx);
      expect(() => transact(deps, SYSTEM, write)).toThrow('within a transaction');
    });
    expect(rows()).toEqual(['row 1']);
  });
});
