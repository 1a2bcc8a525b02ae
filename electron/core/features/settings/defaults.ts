import type { Settings } from '../../../../shared/contract/settings.ts';
import { PRINTS_PER_HOUR } from '../../../../shared/domain/labs.ts';
import { OpeningHours } from '../../../../shared/domain/openingHours.ts';
import { RETENTION_DEFAULTS } from '../../../../shared/domain/retention.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WORKDAY = [{ open: '09:00', close: '19:00' }];

/** What a terminal starts with. Times: design guide, section 7; printing: formats, sections 5 and 12. */
export const DEFAULT_SETTINGS: Settings = {
  store: {
    code: '01',
    name: 'Fotolukss',
    address: '',
    phone: '',
    openingHours: OpeningHours.parse({
      week: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [{ open: '10:00', close: '16:00' }], []],
      exceptions: [],
    }),
    privacyContact: 'digital@fotolukss.lv',
    statusUrl: 'https://fotolukss.lv/s/',
  },
  terminal: { letter: 'K', name: 'K1', uploadMbit: 0 },
  kiosk: {
    idleWarningMs: 90_000,
    idleAnswerMs: 30_000,
    moreTimeMs: 5 * MINUTE,
    numberScreenMs: 30_000,
    resumeWithinMs: 60_000,
    pxPerMm: 4.034,
    sounds: true,
  },
  hub: { on: false, address: '', port: 8444 },
  phone: { on: false, address: '', port: 8443, plain: false, wifiName: '', wifiPassword: '' },
  counter: { lockAfterMs: 5 * MINUTE, theme: 'light', singleKeys: true, scannerPrefix: '', viewsPerHour: 60 },
  production: {
    folder: null,
    template: '%Date%/%Format%_%Paper%/%Job%/%Qty%x_%Index%.jpg',
    copies: 'inName',
    marker: 'job.json',
    mayStartUnpaid: false,
    start: 'byStaff',
    keepFilesMs: 24 * HOUR,
    perHour: PRINTS_PER_HOUR,
  },
  labs: { outputs: [], others: 'folder' },
  stock: { papersOut: [] },
  printer: { kind: 'file', host: '', port: 9100, dots: 576, printAtKiosk: true },
  times: { readyAfterMs: 4 * HOUR, expressAfterMs: HOUR, uncollectedAfterDays: 30 },
  controller: { name: 'Fotolukss', regNo: '', address: '' },
  consent: { ageLimit: 13, validMonths: 24, noticeLeadDays: 30 },
  retention: RETENTION_DEFAULTS,
};
