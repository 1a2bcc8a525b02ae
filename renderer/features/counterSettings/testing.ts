import { Settings } from '../../../shared/contract/settings.ts';

const WORKDAY = [{ open: '09:00', close: '19:00' }];

const KIOSK = {
  idleWarningMs: 90_000,
  idleAnswerMs: 30_000,
  moreTimeMs: 300_000,
  numberScreenMs: 30_000,
  resumeWithinMs: 60_000,
  pxPerMm: 4.034,
  sounds: true,
};

const PHONE = {
  on: true,
  address: '192.0.2.9',
  port: 8443,
  plain: false,
  wifiName: 'Viesi',
  wifiPassword: 'labdien12',
};

/** Test helper: settings as a terminal starts with, with a holiday and a network printer. */
export const aSettings = (): Settings =>
  Settings.parse({
    store: {
      code: '01',
      name: 'Fotolukss',
      address: 'Izdomāta iela 1, Rīga',
      phone: '+371 20000000',
      openingHours: {
        week: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [], []],
        exceptions: [{ day: '2026-12-24', spans: [{ open: '10:00', close: '14:00' }] }],
      },
      privacyContact: 'dati@example.com',
      statusUrl: 'https://example.com/s/',
    },
    terminal: { letter: 'K', name: 'K1', uploadMbit: 0 },
    kiosk: KIOSK,
    phone: PHONE,
    hub: { on: false, address: '', port: 8444 },
    counter: { lockAfterMs: 300_000, theme: 'light', singleKeys: true, scannerPrefix: '', viewsPerHour: 60 },
    production: {
      folder: '/srv/lab',
      template: '%Job%/%Index%.jpg',
      copies: 'inName',
      marker: 'job.json',
      mayStartUnpaid: false,
      start: 'byStaff',
      keepFilesMs: 86_400_000,
      perHour: 300,
    },
    labs: { outputs: [], others: 'folder' },
    stock: { papersOut: [] },
    printer: { kind: 'tcp', host: '192.0.2.5', port: 9100, dots: 576, printAtKiosk: true },
    times: { readyAfterMs: 14_400_000, expressAfterMs: 3_600_000, uncollectedAfterDays: 30 },
    controller: { name: 'Fotolukss', regNo: '', address: '' },
    consent: { ageLimit: 13, validMonths: 24, noticeLeadDays: 30 },
    retention: {},
  });
