import { LOCALES } from '../../../shared/domain/i18n.ts';
import { addDays, formatDay, shopDayOf } from '../../../shared/domain/time.ts';
import { expect, test } from '../fixtures.ts';
import { answerWith } from '../lete/answers.ts';
import { callCore } from '../lete/bridge.ts';
import { MANAGER } from '../pages/counter.ts';
import { Notices } from '../pages/notices.ts';
import { axeFaultsOf } from '../screens/axe.ts';
import { overflowsOf } from '../screens/layout.ts';

const OTHER = { name: 'Zane', pin: '8042' } as const;

/** Days from today, as it is typed. */
const inDays = (days: number): string => formatDay(addDays(shopDayOf(Date.now()), days), 'lv');

test('[P36, P37, PRV-1, NOT-3] a version is read with its hash, judged, approved by two and published, and who must be called is seen', async ({
  kiosk,
  counter,
  lete,
}, testInfo) => {
  test.slow();
  const notices = new Notices(counter);
  const { page } = counter;
  const lookInAll = async (name: string): Promise<void> => {
    for (const locale of LOCALES) {
      await counter.speak(locale);
      await counter.shows(page.locator('main'));
      expect([...(await axeFaultsOf(page)), ...(await overflowsOf(page))], `${name} ${locale}`).toEqual([]);
      await testInfo.attach(`${name} ${locale}`, { body: await page.screenshot(), contentType: 'image/png' });
    }
    await counter.speak('lv');
  };
  const numbers = [
    await kiosk.orderWith({ way: 'sms', phone: '29123456', name: 'Ķērsta' }, 'IMG_0001'),
    await kiosk.orderWith({ way: 'sms', phone: '29765432', name: 'Anrijs' }, 'IMG_0001'),
  ] as const;
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await callCore(page, 'staff:add', { ...OTHER, role: 'manager', badge: null });
  await notices.open();
  await notices.receiveDraft('1.1.0', 'Glabājam īsāk');
  await notices.choose('1.0.0');
  const { versions } = await callCore(page, 'notices:list', {});
  const shipped = versions.find(({ version }) => version === '1.0.0');
  await expect(counter.detail().getByText(shipped?.sha256.lv ?? '')).toBeVisible();
  await expect(counter.detail()).toContainText('Pārzinis: Fotolukss');
  await notices.readIn('ru');
  await expect(counter.detail().getByText(shipped?.sha256.ru ?? '')).toBeVisible();
  await expect(counter.detail()).toContainText('Контролёр: Fotolukss');

  const whole = await callCore(page, 'notices:get', { noticeId: 'in-store', version: '1.0.0', locale: 'lv' });
  await answerWith(lete, 'notices:get', { ok: true, value: { ...whole, text: null, damaged: true } });
  await notices.readIn('lv', 'damaged');
  await expect(counter.detail()).not.toContainText('Pārzinis: Fotolukss');
  await answerWith(lete, 'notices:get', { ok: false, code: 'INTERNAL', ref: 'ab12' });
  await notices.row('1.1.0').click();
  await expect(page.getByText(counter.t('common:reference', { ref: 'ab12' }))).toBeVisible();
  await answerWith(lete, 'notices:get', null);
  await counter.tap(counter.t('common:actions.tryAgain'));
  await notices.choose('1.1.0');
  await counter
    .detail()
    .getByRole('radio', { name: counter.t('privacy:notices.compare.changes', { version: '1.0.0' }) })
    .click();
  await expect(counter.detail().locator('ins')).toHaveText('Glabājam īsāk lv');
  await expect(counter.detail().locator('del')).toContainText('Šis ir parauga paziņojums');
  await notices.judge('material');
  await expect(counter.detail()).toContainText(
    counter.t('privacy:notices.judged', {
      weight: counter.t('privacy:notices.materiality.material'),
      name: MANAGER.name,
    }),
  );
  await lookInAll('version');
  await notices.act('submit');
  await notices.hasState('legal_review');
  await notices.act('approve');
  await expect(counter.detail()).toContainText(counter.t('privacy:notices.approvedBy'));
  await notices.act('approve');
  await expect(page.getByText(counter.t('errors:SECOND_PERSON_NEEDED'))).toBeVisible();
  await counter.lock();

  await counter.signIn(OTHER.name, OTHER.pin);
  await notices.open();
  await notices.choose('1.1.0');
  await notices.act('approve');
  await notices.hasState('approved');
  await notices.act('publish');
  await notices.publishFrom(inDays(5));
  await expect(page.getByRole('dialog').getByText(counter.t('errors:NOTICE_TOO_SOON'))).toBeVisible();
  expect(await axeFaultsOf(page)).toEqual([]);
  await testInfo.attach('publish', { body: await page.screenshot(), contentType: 'image/png' });
  await notices.publishFrom(inDays(40));
  await notices.hasState('published');
  await counter.tap(counter.t('privacy:notices.view.campaign'), counter.actions());
  const [bounced, told] = numbers;
  await expect(notices.person(told)).toContainText(counter.t('privacy:notices.told.queued'));
  await notices.note(bounced, 'bounced');
  await notices.note(told, 'acknowledged');
  await counter.shows(notices.people().getByText(bounced));
  await expect(notices.people().getByRole('rowheader').first()).toHaveText(bounced);
  await expect(notices.people()).not.toContainText('Ķērsta');
  await expect(
    page.getByRole('radio', { name: counter.t('privacy:notices.view.calls', { calls: 1 }) }),
  ).toBeVisible();
  await lookInAll('campaign');
  const calls = counter.t('privacy:notices.campaign.toCall', { people: 1 });
  await page.getByRole('radio', { name: calls, exact: true }).click();
  await expect(notices.people().getByRole('rowheader')).toHaveText([bounced]);
  await counter.tap(bounced, notices.people());
  await counter.shows(counter.detail().getByRole('heading', { name: bounced, exact: true }));
});

test('[P36, PRV-1] a manager writes a new version in three languages from the one in force, and writes it on', async ({
  counter,
}, testInfo) => {
  const notices = new Notices(counter);
  const { page } = counter;
  const look = async (name: string): Promise<void> => {
    expect([...(await axeFaultsOf(page)), ...(await overflowsOf(page))], name).toEqual([]);
    await testInfo.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
  };
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await notices.open();
  await counter.tap(counter.t('privacy:notices.act.begin'));
  await expect(notices.part('children', 'ru')).toHaveValue(/^Дети/);
  await notices.part('children', 'lv').fill('Bērni jaunāki par 13 gadiem piekrīt ar vecākiem.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(counter.t('privacy:notices.write.textMissing')).first()).toBeVisible();
  for (const locale of LOCALES) {
    await counter.speak(locale);
    await look(`writing ${locale}`);
  }
  await counter.speak('lv');
  for (const locale of LOCALES) await notices.part('change', locale).fill(`Par bērniem ${locale}`);
  await counter.goTo('orders');
  await counter.goToPage('requests', 'notices');
  await page.keyboard.press('Control+Enter');
  await notices.hasState('draft');
  await expect(counter.detail()).toContainText('Par bērniem lv');
  await counter
    .detail()
    .getByRole('radio', { name: counter.t('privacy:notices.compare.changes', { version: '1.0.0' }) })
    .click();
  await expect(counter.detail().locator('ins')).toHaveText(
    'Bērni jaunāki par 13 gadiem piekrīt ar vecākiem.',
  );

  await counter.tap(counter.t('privacy:notices.act.edit'), counter.actions());
  await expect(notices.part('change', 'lv')).toHaveValue('Par bērniem lv');
  await notices.part('change', 'lv').fill('Par bērniem skaidrāk');
  await counter.tap(counter.named(counter.t('privacy:notices.write.save')));
  await expect(counter.detail()).toContainText('Par bērniem skaidrāk');
  await notices.act('submit');
  await notices.hasState('legal_review');
});
