import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedAnswer, LedgerAnswer } from '../../shared/sync/endpoints.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import {
  acknowledging,
  erasing,
  levelQueue,
  newOrder,
  noting,
  person,
  placing,
  restricting,
} from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';

describe.each(DATABASES)('erasure at central on %s', (_name, open) => {
  let central: TestCentral;
  const gone: string[] = [];
  beforeAll(async () => {
    central = await startCentral(await open());
    central.central.afterErasure.add(
      async (orders) => void gone.push(...orders.map(({ orderId }) => orderId)),
    );
  });
  afterAll(() => central.end());

  const start = async (shop: string, role: 'counter' | 'kiosk' = 'counter') => {
    const terminal = await enrolTerminal(central, shop, role);
    return { terminal, queue: await levelQueue(terminal) };
  };
  const everywhere = async (text: string): Promise<readonly string[]> => {
    const tables = ['orders', 'subject', 'message', 'op', 'feed', 'erasure', 'tombstone', 'terminal'];
    const found: string[] = [];
    for (const table of tables) {
      const rows = await central.db.transaction({ role: 'owner' }, (sql) =>
        sql.query(`SELECT 1 AS one FROM ${table} WHERE ${table}::text LIKE $1`, [`%${text}%`]),
      );
      if (rows.length > 0) found.push(table);
    }
    return found;
  };

  it('[I7] writes the ledger, then leaves nothing of the person, in any store', async () => {
    const [here, there] = [await start('01'), await start('02')];
    const [first, second] = [
      newOrder('01', person('anna@example.com')),
      newOrder('02', person('anna@example.com')),
    ];
    const other = newOrder('02', person('zane@example.com'));
    await here.queue.send(placing(first), restricting(first.person?.subjectRef ?? '', 1));
    await there.queue.send(placing(second), placing(other));
    expect(await everywhere('anna@example.com')).toEqual(['orders', 'op']);
    const erase = erasing([first.orderId], [first.person?.subjectRef ?? '']);
    expect((await here.queue.send(erase)).body.results).toMatchObject([{ status: 'applied', version: 1 }]);
    expect(await everywhere('anna@example.com')).toEqual([]);
    expect(await everywhere('Anna Paraugs')).toEqual(['orders', 'op']);
    expect(await everywhere('zane@example.com')).toEqual(['orders', 'op']);
    const { entries } = LedgerAnswer.parse((await here.terminal.call('GET', '/v1/ledger?after=0')).body);
    expect(entries[0]?.orderRefs.toSorted()).toEqual([first.orderId, second.orderId].toSorted());
    expect(entries[0]?.subjectRefs).toHaveLength(2);
    expect(gone.toSorted()).toEqual([first.orderId, second.orderId].toSorted());
  });

  it('[I7] holds every terminal back until it has taken the ledger in, and refuses what comes late', async () => {
    const [counter, late] = [await start('03'), await start('03')];
    const order = newOrder('03', person());
    await late.queue.send(placing(order));
    await counter.queue.send(erasing([order.orderId], []));
    const edit = late.queue.seal(noting(order.orderId, 'Anna waits outside', 1));
    expect(await late.queue.push(edit)).toMatchObject({ status: 423, body: { code: 'ledger_first' } });
    const feed = await late.terminal.call('GET', '/v1/feed?scope=store:03');
    expect(feed).toMatchObject({ status: 423 });
    expect(await late.queue.hello()).toMatchObject({ body: { mode: 'replay_ledger' } });
    expect(await late.queue.level()).toMatchObject({ mode: 'resend' });
    expect((await late.queue.push(edit)).body.results).toMatchObject([
      { status: 'rejected', code: 'erased' },
    ]);
    expect(await everywhere('Anna waits outside')).toEqual([]);
    const items = FeedAnswer.parse((await late.terminal.call('GET', '/v1/feed?scope=store:03')).body).items;
    expect(items.find(({ id }) => id === order.orderId)).toMatchObject({ kind: 'gone', state: null });
  });

  it('takes an op whose body was emptied, if all it touches is erased, and no other', async () => {
    const { queue } = await start('04');
    const order = newOrder('04', person());
    await queue.send(placing(order), erasing([order.orderId], []));
    await queue.level();
    const [late] = queue.seal(noting(order.orderId, 'late', 1));
    if (late === undefined) throw new Error('not sealed');
    const { body } = await queue.push([{ ...late, body: null, salt: null }]);
    expect(body.results).toMatchObject([{ status: 'rejected', code: 'erased' }]);
    const [whole] = queue.seal(placing(newOrder('04')));
    if (whole === undefined) throw new Error('not sealed');
    expect(await queue.push([{ ...whole, body: null, salt: null }])).toMatchObject({ status: 422 });
  });

  it('collects what each terminal of the store says of it', async () => {
    const [counter, kiosk] = [await start('05'), await start('05', 'kiosk')];
    const order = newOrder('05', person());
    await kiosk.queue.send(placing(order));
    const erase = erasing([order.orderId], []);
    await counter.queue.send(erase);
    const standing = async () => {
      await counter.queue.level();
      const { items } = FeedAnswer.parse(
        (await counter.terminal.call('GET', '/v1/feed?scope=store:05')).body,
      );
      return items.find(({ entity }) => entity === 'erasure');
    };
    expect(await standing()).toMatchObject({
      version: 1,
      state: { terminals: [{ state: 'running' }, { state: 'running' }] },
    });
    await kiosk.queue.level();
    await kiosk.queue.send(acknowledging(erase.entityId, 1));
    const item = await standing();
    expect(item).toMatchObject({ version: 2 });
    expect(JSON.stringify(item?.state)).toContain(`"terminalId":"${kiosk.terminal.id}","state":"done"`);
    central.clock.now += 2 * 3_600_000;
  });

  it('[E14, SYN-5] tells each store of the terminals of all stores that had something of the person', async () => {
    const [here, there] = [await start('08'), await start('09')];
    const uninvolved = await start('10');
    const [first, second] = [
      newOrder('08', person('ilze@example.com')),
      newOrder('09', person('ilze@example.com')),
    ];
    await there.queue.send(placing(second));
    const erase = erasing([first.orderId], []);
    await here.queue.send(placing(first), erase);
    const told = async ({ terminal, queue }: typeof here, cursor = '') => {
      await queue.level();
      const { body } = await terminal.call('GET', `/v1/feed?scope=store:${terminal.shop}${cursor}`);
      const feed = FeedAnswer.parse(body);
      return { ...feed, erasure: feed.items.find(({ id }) => id === erase.entityId) };
    };
    const states = (mine: string, theirs: string) => ({
      terminals: [
        { terminalId: here.terminal.id, state: mine },
        { terminalId: there.terminal.id, state: theirs },
      ],
    });
    const { erasure, cursor } = await told(here);
    expect(erasure).toMatchObject({ version: 1, state: states('running', 'running') });
    await there.queue.level();
    await there.queue.send(acknowledging(erase.entityId, 1));
    expect((await told(here, `&cursor=${cursor}`)).erasure).toMatchObject({
      version: 2,
      state: states('running', 'done'),
    });
    await here.queue.send(acknowledging(erase.entityId, 1));
    expect((await told(there)).erasure).toMatchObject({ version: 3, state: states('done', 'done') });
    // Its word is not needed, and it learns nothing of stores that it has no part with.
    await uninvolved.queue.level();
    await uninvolved.queue.send(acknowledging(erase.entityId, 1));
    expect((await told(uninvolved)).erasure).toMatchObject({ kind: 'gone', state: null });
  });

  it('takes no erasure from a kiosk, and the same one twice as `already`', async () => {
    const [kiosk, counter] = [await start('06', 'kiosk'), await start('06')];
    const erase = erasing([newOrder('06').orderId], []);
    expect((await kiosk.queue.send(erase)).body.results).toMatchObject([
      { status: 'rejected', code: 'role' },
    ]);
    await counter.queue.send(erase);
    await counter.queue.level();
    expect((await counter.queue.send(erase)).body.results).toMatchObject([{ status: 'already' }]);
  });

  it('[I7] sends a terminal that was away for over 180 days to wipe itself, and takes only what names nobody', async () => {
    const { terminal, queue } = await start('07');
    const order = newOrder('07', person());
    await queue.send(placing(order));
    central.clock.now += 181 * 86_400_000;
    await terminal.renew();
    expect(await queue.level()).toMatchObject({ mode: 'wipe' });
    const { body } = await queue.send(noting(order.orderId, 'x', 1));
    expect(body.results).toMatchObject([{ status: 'rejected', code: 'wiped' }]);
  });
});
