import { SECTIONS } from '../../../renderer/features/counterSettings/settingsState.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { expect, test } from '../fixtures.ts';
import { answerWith } from '../lete/answers.ts';
import { changeSettings } from '../lete/settings.ts';
import { COUNTER_SIZE, type Lete } from '../lete/startLete.ts';
import { type Counter, MANAGER } from '../pages/counter.ts';
import { Customers } from '../pages/customers.ts';
import type { Kiosk } from '../pages/kiosk.ts';
import { Labs } from '../pages/labs.ts';
import { Notices } from '../pages/notices.ts';
import { Printing } from '../pages/printing.ts';
import { PrivacyDesk } from '../pages/privacyDesk.ts';
import { axeFaultsOf } from './axe.ts';
import { SYNC_STATIONS } from './syncStations.ts';
import { type CounterStation, escape } from './counterStation.ts';
import { COUNTER_TARGETS, overflowsOf, targetFaultsOf } from './layout.ts';
import { keepPicture } from './pictures.ts';
import { STAFF_STATIONS } from './staffStations.ts';

const CUSTOMER = 'Ķērsta';

/** Screens of staff and managers, in the order of a shift. */
const STATIONS: readonly CounterStation[] = [
  { name: 'no orders', enter: (counter) => counter.shows(counter.nav()) },
  {
    name: 'order',
    enter: async (counter) => {
      await counter.openFirst();
    },
  },
  { name: 'payment', enter: (counter) => counter.openPayment(), leave: escape },
  {
    name: 'note',
    enter: async (counter) => {
      await counter.page.keyboard.press('m');
      await counter.shows(counter.page.getByRole('dialog'));
    },
    leave: escape,
  },
  {
    name: 'keys',
    enter: async (counter) => {
      await counter.page.keyboard.press('F1');
      await counter.shows(counter.page.getByRole('dialog'));
    },
    leave: escape,
  },
  {
    name: 'palette',
    enter: async (counter) => {
      await counter.page.keyboard.press('Control+k');
      await counter.shows(counter.page.getByRole('dialog'));
    },
    leave: escape,
  },
  {
    name: 'nothing found',
    enter: async (counter) => {
      await counter.searchFor('qqqq');
      await counter.shows(counter.page.getByText('qqqq').first());
    },
    leave: (counter) => counter.searchFor(''),
  },
  { name: 'pick-up', enter: (counter) => counter.goTo('pickUp') },
  {
    name: 'printing',
    enter: async (counter) => {
      const printing = new Printing(counter);
      await printing.open();
      await printing.markOut('gloss', 'nextDay');
      await printing.markOut('matte', 'unknown');
    },
    leave: async (counter) => {
      await new Printing(counter).markBack('gloss');
      await new Printing(counter).markBack('matte');
    },
  },
  { name: 'customers', enter: (counter) => new Customers(counter).open() },
  {
    name: 'no such customer',
    enter: async (counter) => {
      await new Customers(counter).search().fill('qqqq');
      await counter.shows(counter.page.getByText('qqqq').first());
    },
  },
  {
    name: 'customer',
    enter: (counter) => new Customers(counter).openFound('ker', CUSTOMER),
  },
  {
    name: 'reason to look at a customer',
    enter: async (counter, _kiosk, lete) => {
      await answerWith(lete, 'customers:open', { ok: false, code: 'REASON_NEEDED', ref: 'ab12' });
      await counter.row(CUSTOMER).dblclick();
      await counter.shows(counter.page.getByRole('dialog'));
    },
    leave: async (counter, lete) => {
      await escape(counter);
      await answerWith(lete, 'customers:open', null);
    },
  },
  {
    name: 'privacy desk',
    enter: async (counter) => {
      await new PrivacyDesk(counter).open();
    },
  },
  {
    name: 'privacy intake',
    enter: async (counter) => {
      await counter.page.keyboard.press('t');
      await counter.shows(counter.page.getByRole('dialog'));
    },
    leave: escape,
  },
  {
    name: 'disclosures',
    enter: async (counter) => {
      await counter.goToPage('requests', 'disclosures');
      await counter.shows(counter.page.getByText(counter.t('privacy:disclosures.empty')));
    },
  },
  {
    name: 'recipients',
    enter: async (counter) => {
      await counter.page
        .getByRole('radio', { name: counter.t('privacy:disclosures.view.recipients') })
        .click();
      await counter.shows(counter.page.getByRole('table'));
    },
    leave: async (counter) => {
      await counter.page.getByRole('radio', { name: counter.t('privacy:disclosures.view.log') }).click();
    },
  },
  {
    name: 'disclosure form',
    enter: async (counter) => {
      await counter.tap(counter.t('privacy:disclosures.proposal.open'));
      await counter.shows(counter.page.getByRole('dialog'));
    },
    leave: escape,
  },
  {
    name: 'notice',
    enter: async (counter) => {
      const notices = new Notices(counter);
      await notices.open();
      await notices.choose('1.0.0');
    },
  },
  {
    name: 'telling people',
    enter: async (counter) => {
      await counter.page.getByRole('radio', { name: counter.t('privacy:notices.view.campaign') }).click();
      await counter.shows(counter.page.getByText(counter.t('privacy:notices.campaign.none')));
    },
    leave: async (counter) => {
      await counter.page.getByRole('radio', { name: counter.t('privacy:notices.view.versions') }).click();
    },
  },
  {
    name: 'retention',
    enter: async (counter) => {
      await counter.goToPage('requests', 'retention');
      await counter.shows(counter.page.getByRole('table').last());
    },
  },
  {
    name: 'audit',
    enter: async (counter) => {
      await counter.goToPage('requests', 'audit');
      await counter.rows().first().click();
      await counter.shows(counter.detail().getByRole('heading'));
    },
  },
  {
    name: 'code of a request',
    enter: async (counter) => {
      await counter.goTo('requests');
      await counter.tap(counter.t('privacy:action.code'), counter.page.locator('main'));
      await counter.shows(counter.page.getByRole('dialog'));
    },
    leave: escape,
  },
  { name: 'new order', enter: (counter) => counter.goTo('newOrder') },
  {
    name: 'photos of a new order',
    enter: async (counter) => {
      const start = counter.button(counter.t('counter:orders.new'), counter.page.locator('main'));
      await counter.shows(start.or(counter.page.getByRole('grid')));
      if (await start.isVisible()) await start.click();
      await counter.shows(counter.tile('IMG_0001').locator('img'));
    },
  },
  {
    name: 'consent on paper',
    enter: async (counter) => {
      const signed = counter.choice('radio', counter.t('counter:consent.signed'));
      if (!(await signed.isVisible())) {
        await counter.tile('IMG_0001').click();
        await counter.shows(counter.chosenTiles());
        await counter.page.keyboard.press('Control+Enter');
        await counter.shows(counter.heading(counter.t('counter:new.allSame')));
        await counter.page.keyboard.press('Control+Enter');
        await counter.choice('radio', counter.t('counter:new.ways.sms')).click();
        await counter.consentBoxes().first().click();
      }
      await signed.click();
      await counter.shows(counter.page.getByText(counter.t('counter:consent.paper', { version: '1' })));
    },
  },
  {
    name: 'reports',
    enter: async (counter) => {
      await counter.goTo('reports');
      await counter.shows(counter.page.getByRole('table'));
    },
  },
  {
    name: 'statistics',
    enter: async (counter) => {
      await counter.goToPage('reports', 'statistics');
      await counter.shows(counter.heading(counter.t('reports:statistics.totals')));
    },
  },
  ...SECTIONS.map((section) => ({
    name: `settings, ${section}`,
    enter: (counter: Counter) => counter.openSettings(section),
  })),
  {
    name: 'settings, a lab',
    enter: (counter) => new Labs(counter).begin('noritsu'),
    leave: (counter) => counter.tap(counter.t('settings:form.undo')),
  },
];

/** CSS pixels of a 1920×1080 screen at 125, 150 and 200 %. */
const ZOOMED = [
  { width: 1536, height: 864 },
  { width: 1280, height: 720 },
  { width: 960, height: 540 },
] as const;

async function faultsAt(counter: Counter, name: string): Promise<readonly string[]> {
  const { page, locale } = counter;
  const faults: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((value) => {
      document.documentElement.dataset['theme'] = value;
    }, theme);
    const found = [
      ...(await axeFaultsOf(page)),
      ...(theme === 'light' ? await overflowsOf(page) : []),
      ...(theme === 'light' ? await targetFaultsOf(page, COUNTER_TARGETS) : []),
    ];
    faults.push(...found.map((fault) => `${name} ${locale} ${theme}: ${fault}`));
    await keepPicture(page, `${name} ${locale} ${theme}`);
  }
  for (const size of ZOOMED) {
    await page.setViewportSize(size);
    const found = [...(await overflowsOf(page)), ...(await targetFaultsOf(page, COUNTER_TARGETS))];
    faults.push(...found.map((fault) => `${name} ${locale} at ${size.width}×${size.height}: ${fault}`));
    await keepPicture(page, `${name} ${locale} at ${size.width}×${size.height}`);
  }
  await page.setViewportSize(COUNTER_SIZE);
  return faults;
}

const sweep = async (
  { counter, kiosk, lete }: { readonly counter: Counter; readonly kiosk: Kiosk; readonly lete: Lete },
  stations: readonly CounterStation[],
): Promise<readonly string[]> => {
  const faults: string[] = [];
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await changeSettings(counter.page, 'counter', { lockAfterMs: 900_000 });
  for (const [index, { name, enter, leave }] of stations.entries()) {
    if (index === 1) await kiosk.orderWith({ way: 'sms', phone: '29123456', name: CUSTOMER }, 'IMG_0001');
    for (const locale of LOCALES) {
      await counter.speak(locale);
      await enter(counter, kiosk, lete);
      faults.push(...(await faultsAt(counter, name)));
      await leave?.(counter, lete);
    }
  }
  return faults;
};

test('[ADM-6] A-01 A-04 A-12 every counter screen in three languages: axe in light and dark, targets and overflow at 100 to 200 %', async ({
  counter,
  kiosk,
  lete,
}) => {
  // Some fifty screens in three languages: minutes on a quick machine, many on a slow one.
  test.setTimeout(1_800_000);
  const faults: string[] = [];
  for (const locale of LOCALES) {
    await counter.speak(locale);
    faults.push(...(await faultsAt(counter, 'sign-in')));
  }
  faults.push(...(await sweep({ counter, kiosk, lete }, STATIONS)));
  expect(faults).toEqual([]);
});

test('[ADM-6] A-01 A-04 A-12 every state of sync, likewise', async ({ counter, kiosk, lete }) => {
  test.slow();
  expect(await sweep({ counter, kiosk, lete }, SYNC_STATIONS)).toEqual([]);
});

test('[ADM-4] A-01 A-04 A-12 people and sending with a staff list of the owner, likewise', async ({
  counter,
  kiosk,
  lete,
}) => {
  test.slow();
  expect(await sweep({ counter, kiosk, lete }, STAFF_STATIONS)).toEqual([]);
});

/** The photo of a new order, with its two sets of tools. */
const EDITOR_STATIONS: readonly CounterStation[] = (['frame', 'look'] as const).map((part) => ({
  name: `${part} of a photo`,
  enter: async (counter: Counter) => {
    const sizes = counter.page.getByRole('radio', { name: counter.t('counter:new.page.sizes') });
    if (!(await sizes.isVisible())) await counter.beginOrder('IMG_0001');
    await sizes.click();
    await counter.openEditor('IMG_0001.JPG');
    await counter.page.getByRole('radio', { name: counter.t(`common:editor.${part}`) }).click();
  },
  leave: escape,
}));

test('[PIC-8] A-01 A-04 A-12 the editor of a photo, likewise', async ({ counter, kiosk, lete }) => {
  test.slow();
  expect(await sweep({ counter, kiosk, lete }, EDITOR_STATIONS)).toEqual([]);
});

test('the detectors see what they look for', async ({ counter }) => {
  await counter.page.evaluate(() => {
    const add = (name: string, text: string, style: string): void => {
      const element = document.createElement(name);
      element.textContent = text;
      element.style.cssText = style;
      document.body.append(element);
    };
    add('p', 'far too long for it', 'position:fixed;overflow:hidden;width:40px;white-space:nowrap');
    add('button', 'a', 'position:fixed;width:20px;height:20px');
    add('button', 'two whole lines', 'position:fixed;width:40px;height:90px');
    add('img', '', '');
    add('p', 'too low', 'position:fixed;top:200vh');
  });
  const found = [
    ...(await overflowsOf(counter.page)),
    ...(await targetFaultsOf(counter.page, COUNTER_TARGETS)),
    ...(await axeFaultsOf(counter.page)),
  ].join('\n');
  for (const fault of [
    'cut in width',
    'a button on two lines',
    'needs 28',
    'image-alt',
    'below the screen',
  ]) {
    expect(found).toContain(fault);
  }
});
