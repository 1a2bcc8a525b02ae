import type { MyDataStep } from '../../../renderer/features/kiosk/flow/kioskFlow.policy.ts';
import { answerWith } from '../lete/answers.ts';
import type { Overlay, Station } from './sweep.ts';

const status = (codeUntil: number | null, triesLeft: number) => ({
  ok: true as const,
  value: { number: 'P-2026-0007', dueAt: 1_798_000_000_000, verified: false, triesLeft, codeUntil },
});
const codeLater: Overlay = {
  name: 'code later',
  open: (kiosk) => kiosk.shows(kiosk.page.getByText(kiosk.t('kiosk:myData.codeLate'))),
  close: async () => {},
};
const codeWrong: Overlay = {
  name: 'wrong code',
  open: async (kiosk, lete) => {
    await answerWith(lete, 'requests:status', status(1_798_000_000_000, 4));
    await answerWith(lete, 'requests:verifyCode', { ok: true, value: { verified: false, triesLeft: 4 } });
    await kiosk.field(kiosk.t('kiosk:myData.codeLabel')).fill('123456');
    await kiosk.putKeyboardAway();
    await kiosk.tap(kiosk.t('kiosk:myData.checkCode'));
    await kiosk.shows(kiosk.page.getByText(kiosk.t('kiosk:myData.problem.triesLeft', { count: 4 })));
  },
  close: async (kiosk, lete) => {
    await answerWith(lete, 'requests:status', status(null, 5));
    await kiosk.shows(kiosk.page.getByText(kiosk.t('kiosk:myData.codeLate')));
  },
};
const takeBack: Overlay = {
  name: 'take back',
  open: async (kiosk) => {
    await kiosk.tap(kiosk.t('kiosk:myData.takeBack'));
    await kiosk.shows(kiosk.dialog(kiosk.t('kiosk:myData.askTakeBack')));
  },
  close: (kiosk) => kiosk.tap(kiosk.t('kiosk:myData.keepRequest')),
};
const CODE = 'ACDE-FHJK-LMNP';
const agreedTo: Overlay = {
  name: 'what the code stands for',
  open: async (kiosk, lete) => {
    const box = (purpose: string) => ({ purpose, channel: 'email', live: true });
    const boxes = ['marketing.offers', 'marketing.news', 'marketing.hours'].map(box);
    await answerWith(lete, 'consents:byCode', { ok: true, value: { boxes } });
    await kiosk.typeTicketCode(CODE);
    await kiosk.shows(kiosk.agreed());
  },
  close: (kiosk) => kiosk.tap(kiosk.t('kiosk:myData.otherCode')),
};

const wholeNotice: Overlay = {
  name: 'privacy notice',
  open: async (kiosk) => {
    await kiosk.tap(kiosk.t('kiosk:myData.notice'));
    await kiosk.shows(kiosk.noticeDialog());
  },
  close: (kiosk) => kiosk.closeNotice(),
};

/** Every screen of KS8, in the order of two visits: a request, and a consent taken back. */
export const MY_DATA_STATIONS: Readonly<Record<MyDataStep, Station>> = {
  myData: {
    enter: (kiosk) => kiosk.open(),
  },
  myDataCorrect: {
    enter: async (kiosk) => {
      await kiosk.want('rectification');
      await kiosk.correctEmail('kersta@example.com');
    },
  },
  myDataWho: {
    enter: async (kiosk) => {
      await kiosk.goOn();
      await kiosk.tellEmail('kersta@example.org');
    },
    overlays: [wholeNotice],
  },
  myDataCode: {
    enter: async (kiosk) => {
      await kiosk.tap(kiosk.t('kiosk:myData.sendCode'));
      await kiosk.shows(kiosk.heading(kiosk.t('kiosk:myData.codeLate')));
    },
    overlays: [codeLater, codeWrong],
  },
  myDataDone: {
    enter: async (kiosk, lete) => {
      await kiosk.tap(kiosk.t('kiosk:myData.withoutCode'));
      await kiosk.shows(kiosk.requestNumber());
      await answerWith(lete, 'requests:status', null);
    },
    overlays: [takeBack],
  },
  withdraw: {
    enter: async (kiosk) => {
      await kiosk.finishVisit();
      await kiosk.open();
      await kiosk.want('consent_withdrawal');
      await kiosk.shows(kiosk.ticketCode());
    },
    overlays: [agreedTo],
  },
  withdrawn: {
    enter: async (kiosk, lete) => {
      await agreedTo.open(kiosk, lete);
      await answerWith(lete, 'consents:withdrawByCode', { ok: true, value: { withdrawn: 3 } });
      await kiosk.tap(kiosk.t('kiosk:myData.withdrawAll'));
      await kiosk.shows(kiosk.heading(kiosk.t('kiosk:myData.withdrawn')));
    },
  },
};
