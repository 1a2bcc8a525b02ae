import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CUSTOMER,
  fakeOsKeyWrap,
  folderFor,
  KIOSK,
  MANAGER,
  NOBODY,
  readyTerminal,
  RESOURCES,
  signInManager,
  signInStaff,
  START,
  startTerminal,
} from '../core/terminal.ts';
import { cardWith, CONTACT, copied, seen, terminalWithCard, visitWith } from '../core/visit.ts';
import { at, move, next, publish, shipped, site } from './noticeVersions.ts';
import { byHand, secondManager } from './people.ts';

const DAY = 86_400_000;

describe('a notice version', () => {
  it('[P36, PRV-1] comes into force by two persons, an address on the site and its day, and the one before is superseded', async () => {
    const terminal = await readyTerminal();
    const one = await signInManager(terminal);
    const two = await secondManager(terminal, one);
    await terminal.get(one, 'notices:propose', { draft: next() });
    const early = { ...at, act: 'publish', publication: site(START) } as const;
    expect(await terminal.refused(one, 'notices:move', early)).toBe('TRANSITION_REFUSED');
    expect(await move(terminal, one, 'submit')).toEqual({ state: 'legal_review' });
    expect(await terminal.refused(one, 'notices:propose', { draft: next() })).toBe('CONFLICT');
    expect(await move(terminal, one, 'approve')).toEqual({ state: 'legal_review' });
    expect(await terminal.refused(one, 'notices:move', { ...at, act: 'approve', publication: null })).toBe(
      'SECOND_PERSON_NEEDED',
    );
    expect(await terminal.refused(one, 'notices:move', early)).toBe('TRANSITION_REFUSED');
    expect(await move(terminal, two, 'approve')).toEqual({ state: 'approved' });
    expect(await terminal.refused(two, 'notices:move', { ...early, publication: null })).toBe(
      'INVALID_INPUT',
    );
    expect(await terminal.refused(two, 'notices:move', { ...early, publication: site(START - 1) })).toBe(
      'NOTICE_TOO_SOON',
    );
    await terminal.get(two, 'notices:move', { ...early, publication: site(START + DAY) });
    const versions = async () =>
      (await terminal.get(one, 'notices:list', {})).versions.map(({ version, state }) => [version, state]);
    expect(await versions()).toEqual([
      ['1.0.0', 'effective'],
      ['1.1.0', 'published'],
    ]);
    terminal.clock.ms += DAY;
    expect(await versions()).toEqual([
      ['1.0.0', 'superseded'],
      ['1.1.0', 'effective'],
    ]);
    const { notice } = await terminal.get(KIOSK, 'notices:current', {});
    expect(notice).toMatchObject({ version: '1.1.0', sample: false, sha256: { lv: expect.any(String) } });
    expect(notice?.text.ru).toContain(shipped.blocks[1].text.ru);
    const staff = await signInStaff(terminal, one);
    expect(await terminal.refused(staff, 'notices:propose', { draft: next() })).toBe('FORBIDDEN');
  });

  it('[P36] is written on in the blocks it was written in, as long as they are the text that was recorded', async () => {
    const osKeyWrap = fakeOsKeyWrap();
    const terminal = await readyTerminal({ osKeyWrap });
    const one = await signInManager(terminal);
    const source = () => terminal.get(one, 'notices:source', at);
    await terminal.get(one, 'notices:propose', { draft: next() });
    const {
      noticeId: _id,
      version: _version,
      kind: _kind,
      materiality: _weight,
      expiresAt: _end,
      ...kept
    } = next();
    expect(await source()).toEqual(kept);
    const reworded = { ...next(), summary: kept.change };
    await terminal.get(one, 'notices:propose', { draft: reworded });
    expect((await source()).summary).toEqual(kept.change);
    await byHand(
      { folder: terminal.folder, osKeyWrap },
      "UPDATE notice_version SET body = json_set(body, '$.blocks[0].text.ru', 'иное') WHERE version = '1.1.0'",
    );
    expect((await source()).blocks).toBeNull();
    const staff = await signInStaff(terminal, one);
    expect(await terminal.refused(staff, 'notices:source', at)).toBe('FORBIDDEN');
  });

  it('[P36] sent back loses its approvals; published, it is never changed', async () => {
    const terminal = await readyTerminal();
    const one = await signInManager(terminal);
    await terminal.get(one, 'notices:propose', { draft: next() });
    await move(terminal, one, 'submit');
    await move(terminal, one, 'approve');
    expect(await move(terminal, one, 'sendBack')).toEqual({ state: 'draft' });
    const approvals = async () =>
      (await terminal.get(one, 'notices:list', {})).versions.find(({ version }) => version === '1.1.0')
        ?.approvals;
    expect(await approvals()).toBe(0);
    await terminal.get(one, 'notices:propose', { draft: next({ materiality: 'editorial' }) });
    const published = { draft: next({ version: '1.0.0' }) };
    expect(await terminal.refused(one, 'notices:propose', published)).toBe('CONFLICT');
  });

  it('[P2] is refused when an obligatory block is missing in it', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const blocks = shipped.blocks.filter(({ id }: { id: string }) => id !== 'portability');
    expect(await terminal.refused(manager, 'notices:propose', { draft: next({ blocks }) })).toBe(
      'NOTICE_INCOMPLETE',
    );
  });

  it('[P35] is shown to managers when its review is overdue', async () => {
    const terminal = await readyTerminal();
    const manager = await signInManager(terminal);
    const health = async () => (await terminal.get(manager, 'terminal:health', {})).notice;
    expect(await health()).toEqual({ level: 'ok', reviewOverdue: false, collects: 'open' });
    terminal.clock.ms = shipped.nextReviewAt;
    expect(await health()).toEqual({ level: 'warning', reviewOverdue: true, collects: 'open' });
    const { versions } = await terminal.get(manager, 'notices:list', {});
    expect(versions.map(({ reviewOverdue }) => reviewOverdue)).toEqual([true]);
  });
});

describe('a terminal whose notice is', () => {
  const TICKED = [{ purpose: 'marketing.news', channel: 'email', given: true }] as const;

  it('[C5, P36] past its end records no consent and says so; the order itself goes through', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    await publish(terminal, next({ expiresAt: START + DAY }), START);
    const { draftId } = await visitWith(terminal, 1);
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    await terminal.get(CUSTOMER, 'drafts:setConsents', { draftId, consents: [...TICKED], age: '13plus' });
    await copied(terminal, draftId);
    const order = await seen(terminal, draftId);
    terminal.clock.ms = START + DAY;
    const current = await terminal.get(CUSTOMER, 'notices:current', {});
    expect(current).toMatchObject({ notice: { version: '1.1.0' }, collects: 'expired' });
    expect(
      await terminal.refused(CUSTOMER, 'drafts:setConsents', {
        draftId,
        consents: [...TICKED],
        age: '13plus',
      }),
    ).toBe('CONSENTS_CLOSED');
    expect(await terminal.get(CUSTOMER, 'drafts:place', order)).toMatchObject({
      number: 'K-1',
      consentsClosed: true,
    });
    expect(await terminal.rows('SELECT 1 FROM consent_event')).toEqual([]);
  });

  it('[C5] not whole shows the one before and records no consent', async () => {
    const osKeyWrap = fakeOsKeyWrap();
    const terminal = await readyTerminal({ osKeyWrap });
    await publish(terminal, next(), START);
    await byHand(
      { folder: terminal.folder, osKeyWrap },
      `DROP TRIGGER notice_published_no_update;
       UPDATE notice_version SET body = replace(body, 'digital@', 'other@') WHERE version = '1.1.0'`,
    );
    const current = await terminal.get(KIOSK, 'notices:current', {});
    expect(current).toMatchObject({ notice: { version: '1.0.0' }, collects: 'outdated' });
  });

  it('[P1] that is in force nowhere keeps order entry shut at the kiosk and at the counter, and nothing is stored', async () => {
    const osKeyWrap = fakeOsKeyWrap();
    const terminal = await readyTerminal({ osKeyWrap });
    const staff = await signInStaff(terminal, await signInManager(terminal));
    await byHand(
      { folder: terminal.folder, osKeyWrap },
      `DROP TRIGGER notice_published_no_update; UPDATE notice_version SET effective_at = ${START + DAY}`,
    );
    expect(await terminal.refused(KIOSK, 'visit:start', { locale: 'lv' })).toBe('NO_NOTICE');
    expect(await terminal.refused(staff, 'drafts:startAtCounter', { locale: 'lv' })).toBe('NO_NOTICE');
    expect(await terminal.rows('SELECT draft_id FROM draft UNION ALL SELECT person_id FROM person')).toEqual(
      [],
    );
  });

  it('[P1] malformed as it ships ends in a named state', async () => {
    const resources = folderFor('resources');
    cpSync(join(RESOURCES, 'catalogue'), join(resources, 'catalogue'), { recursive: true });
    mkdirSync(join(resources, 'notices'));
    const bad = [
      'words',
      '{}',
      JSON.stringify({ ...shipped, blocks: shipped.blocks.slice(0, -1) }),
      JSON.stringify({ ...shipped, summary: { ...shipped.summary, ru: ' ' } }),
    ];
    for (const text of bad) {
      writeFileSync(join(resources, 'notices/sample.json'), text);
      const terminal = await startTerminal({ resourcesFolder: resources });
      await terminal.ask(NOBODY, 'terminal:setUp', { kind: 'counter', passphrase: null, manager: MANAGER });
      expect(terminal.core.state()).toMatchObject({ state: 'failed', failure: 'notice-malformed' });
      await terminal.close();
    }
  });
});

describe('a material change', () => {
  const far = START + 31 * DAY;

  it('[P37] needs its time between publication and effect', async () => {
    const terminal = await readyTerminal();
    const one = await signInManager(terminal);
    const two = await secondManager(terminal, one);
    await terminal.get(one, 'notices:propose', { draft: next({ materiality: 'material' }) });
    await move(terminal, one, 'submit');
    await move(terminal, one, 'approve');
    await move(terminal, two, 'approve');
    const publication = site(START + 29 * DAY);
    expect(await terminal.refused(one, 'notices:move', { ...at, act: 'publish', publication })).toBe(
      'NOTICE_TOO_SOON',
    );
  });

  it('[P37, R8] lists everybody affected, is shown to everybody who orders, and keeps who could not be reached as a task', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const place = async (contact: object, shownChange: string | null) => {
      const { draftId } = await visitWith(terminal, 1);
      await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: { ...CONTACT, ...contact } });
      await copied(terminal, draftId);
      const order = { ...(await seen(terminal, draftId)), shownChange };
      const placed = await terminal.get(CUSTOMER, 'drafts:place', order);
      await terminal.get(CUSTOMER, 'visit:end', { why: 'finished' });
      return placed;
    };
    const anna = await place({}, null);
    const ilze = await place({ email: 'ilze@example.org' }, null);
    await place({ way: 'none', email: '', name: '' }, null);
    expect((await terminal.get(KIOSK, 'notices:current', {})).change).toBeNull();
    const manager = await publish(terminal, next({ materiality: 'material' }), far);
    const campaign = () =>
      terminal.get(manager, 'notices:campaign', { ...at, state: null, offset: 0, limit: 10 });
    const queued = { state: 'queued', since: terminal.clock.ms } as const;
    expect(await campaign()).toEqual({
      counts: [{ state: 'queued', count: 2 }],
      people: expect.arrayContaining([
        { ...queued, orderId: anna.orderId, number: anna.number },
        { ...queued, orderId: ilze.orderId, number: ilze.number },
      ]),
    });
    const { change } = await terminal.get(KIOSK, 'notices:current', {});
    expect(change).toEqual({ ...at, effectiveAt: far, change: next().change });

    const told = (orderId: (typeof anna)['orderId'], state: 'bounced' | 'acknowledged' | 'queued') =>
      ({ ...at, orderId, state }) as const;
    await terminal.get(manager, 'notices:noteTold', told(ilze.orderId, 'bounced'));
    expect((await campaign()).people).toEqual([
      { orderId: ilze.orderId, number: ilze.number, state: 'bounced', since: terminal.clock.ms },
      { ...queued, orderId: anna.orderId, number: anna.number },
    ]);
    // A stranger, and Anna without having had the change on the screen: nobody else counts as told.
    await place({ email: 'cits@example.org' }, '1.1.0');
    await place({}, null);
    expect((await campaign()).counts).toEqual([
      { state: 'bounced', count: 1 },
      { state: 'queued', count: 1 },
    ]);
    await place({}, '1.1.0');
    await place({ email: 'ilze@example.org' }, '1.1.0');
    expect((await campaign()).counts).toEqual([{ state: 'shown', count: 2 }]);
    await terminal.get(manager, 'notices:noteTold', told(anna.orderId, 'acknowledged'));
    expect(await terminal.refused(manager, 'notices:noteTold', told(ilze.orderId, 'queued'))).toBe(
      'TRANSITION_REFUSED',
    );
    expect((await terminal.get(KIOSK, 'notices:current', {})).change).toBeNull();
  });
});
