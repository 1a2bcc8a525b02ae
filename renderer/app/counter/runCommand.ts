import { mayEdit, primaryStep } from '../../features/counterDetail/steps.ts';
import {
  startFromCustomer,
  startFromOrder,
  startFromTyped,
} from '../../features/counterPrivacy/intake/intakeStart.policy.ts';
import type { AppCommandId } from '../../features/counterShell/commands.ts';
import type { Counter } from './createCounter.ts';
import { focusRow } from './focus.ts';

/** What each key and each line of the palette does. */
export function createCommands(counter: Counter): Readonly<Record<AppCommandId, () => void>> {
  const { shell, detail, newOrder, settings, signIn, palette, privacy, sync, customers, handOut } = counter;
  const order = () => {
    const { screen } = shell.getState();
    return screen === 'orders' || screen === 'pickUp' ? detail.getState().order : null;
  };
  const intakeStart = () => {
    const { screen, locale } = shell.getState();
    const { customer, typed } = customers.getState();
    if (screen !== 'customers') return startFromOrder(order(), locale);
    return customer === null ? startFromTyped(typed, locale) : startFromCustomer(customer, locale);
  };
  const withOrder = (run: (found: NonNullable<ReturnType<typeof order>>) => void) => () => {
    const found = order();
    if (found !== null) run(found);
  };
  const step = (only: 'in_production' | null) =>
    withOrder((found) => {
      const role = signIn.getState().signedIn?.role;
      const next = role === undefined ? null : primaryStep(found, role);
      if (next === null || (only !== null && next.to !== only)) return;
      if (next.to === 'picked_up') handOut(found.orderId, null);
      else void detail.getState().changeTo(next.to, null);
    });
  return {
    search: () => {
      const { screen, go } = shell.getState();
      if (screen !== 'customers') go('orders');
      shell.getState().askSearch(true);
    },
    palette: () => palette.getState().toggle(true),
    keys: () => shell.getState().setKeySheet(true),
    undo: () => void detail.getState().undoLatest(),
    lock: () => void signIn.getState().lock('asked'),
    answerHelp: () => void shell.getState().answerHelp(),
    newOrder: () => shell.getState().go('newOrder'),
    pickUp: () => shell.getState().go('pickUp'),
    orders: () => shell.getState().go('orders'),
    customers: () => {
      shell.getState().go('customers');
      shell.getState().askSearch(true);
    },
    requests: () => shell.getState().go('requests'),
    disclosures: () => shell.getState().go('disclosures'),
    notices: () => shell.getState().go('notices'),
    retention: () => shell.getState().go('retention'),
    audit: () => shell.getState().go('audit'),
    takeIn: () => privacy.intake.getState().open(intakeStart()),
    printing: () => shell.getState().go('printing'),
    reports: () => shell.getState().go('reports'),
    statistics: () => shell.getState().go('statistics'),
    sync: () => shell.getState().go('sync'),
    terminals: () => shell.getState().go('terminals'),
    settings: () => shell.getState().go('settings'),
    nextStatus: step(null),
    startPrint: step('in_production'),
    payment: withOrder(({ total, paid }) => {
      if (total !== paid) detail.getState().openPayment();
    }),
    edit: withOrder((found) => {
      if (mayEdit(found)) detail.getState().openEdit();
    }),
    note: withOrder(() => detail.getState().openNote()),
    receipt: withOrder(() => void detail.getState().print('receipt')),
    label: withOrder(() => void detail.getState().print('slip')),
    reprintLast: () => void detail.getState().reprintLast(),
    save: () => {
      if (detail.getState().dialog !== null) return void detail.getState().save();
      if (privacy.intake.getState().form !== null) return void privacy.intake.getState().save();
      if (privacy.code.getState().form !== null) return void privacy.code.getState().save();
      if (privacy.handOver.getState().form !== null) return void privacy.handOver.getState().save();
      if (privacy.disclosures.getState().form !== null) return void privacy.disclosures.getState().save();
      if (privacy.notices.getState().form !== null) return void privacy.notices.getState().save();
      if (shell.getState().screen === 'notices') return void privacy.notices.getState().saveWriting();
      if (privacy.oneCase.getState().dialog !== null) return void privacy.oneCase.getState().save();
      if (sync.enrol.getState().form !== null) return void sync.enrol.getState().save();
      if (sync.page.getState().asking !== null) return void sync.page.getState().resolve();
      if (customers.getState().asking !== null) return counter.openForReason();
      const { screen } = shell.getState();
      if (screen === 'newOrder') void newOrder.getState().next();
      if (screen !== 'settings') return;
      if (settings.getState().person !== null) void settings.getState().savePerson();
      else void settings.getState().save();
    },
    back: () => {
      const { screen, go, setDetail } = shell.getState();
      setDetail(false);
      if (screen !== 'orders') go('orders');
      setTimeout(focusRow);
    },
  };
}
