import { can } from '../../../shared/domain/permissions.ts';
import { commandOf } from '../../features/counterShell/commands.ts';
import { createKeyListener } from '../../features/counterShell/keyboard.ts';
import { maySee } from '../../features/counterShell/pages.ts';
import { createScans, type ScanResult } from '../../features/counterShell/scans.ts';
import { createSounds } from '../../features/counterShell/sounds.ts';
import { lockIn } from '../../features/counterSignIn/idleLock.ts';
import type { Counter } from './createCounter.ts';
import { createCommands } from './runCommand.ts';

const CLOCK_MS = 5000;
const NO_SETTINGS = { singleKeys: true, scannerPrefix: '' };

/** Connects the stores with the events of core, the keyboard, the scanner and the clock. */
export function wireCounter(counter: Counter): void {
  const { api, shell, signIn, settings, privacy, sync, i18n } = counter;
  followEvents(counter);
  followPerson(counter);
  const commands = createCommands(counter);
  const sounds = createSounds();
  const scanned = createScans({
    api,
    isSignedIn: () => signIn.getState().signedIn !== null,
    signInByBadge: (code) => signIn.getState().badge(code),
    play: sounds.play,
    onResult: (result) => onScan(counter, result),
  });
  createKeyListener(window, {
    run: (id) => {
      const role = signIn.getState().signedIn?.role ?? 'nobody';
      const { permission } = commandOf(id);
      if (permission === undefined || can(role, permission)) commands[id]();
    },
    scanned: (code) => {
      // A form that is open wants the scan itself: a badge, or a ticket as proof.
      const takers = [settings, privacy.intake, privacy.oneCase, sync.enrol];
      if (!takers.some((one) => one.getState().takeScan(code))) void scanned(code);
    },
    onSequence: shell.getState().setSequence,
    settings: () => shell.getState().settings?.counter ?? NO_SETTINGS,
    locked: () => signIn.getState().signedIn === null,
  });
  shell.subscribe((state, before) => {
    if (state.locale !== before.locale) void i18n.changeLanguage(state.locale);
  });
  lockWhenIdle(counter);
  window.addEventListener('beforeunload', (event) => {
    if (!sync.closing.getState().mayClose()) event.preventDefault();
  });
  api.beforeRepeat((ask) => signIn.getState().confirm(ask));
}

function onScan({ i18n, shell, pickUp, toasts, open, handOut, takeCode }: Counter, result: ScanResult): void {
  const { t } = i18n;
  const { screen, say } = shell.getState();
  if (result.kind === 'badge') return say(t('counter:scan.badge'));
  if (result.kind === 'withdrawal') {
    say(t('counter:scan.withdrawal'));
    return takeCode(result.code);
  }
  if (result.kind === 'order') {
    say(t('counter:scan.known'));
    return screen === 'pickUp' ? handOut(result.orderId, result.code) : open(result.orderId);
  }
  // Banner and toast are spoken by themselves.
  const words = t(`errors:${result.why}`);
  if (screen === 'pickUp') pickUp.getState().refuse(result.code, result.why);
  else toasts.show({ text: t('counter:scan.unknown', { code: result.code, why: words }) });
}

function followEvents(counter: Counter): void {
  const { api, shell, orders, detail, pickUp, newOrder, signIn } = counter;
  followRequests(counter);
  followAccounts(counter);
  detail.subscribe(({ order }, before) => {
    if (order !== before.order) void counter.orderConsents.getState().follow(order);
  });
  followHealth(counter);
  const mine = (draftId: string) => newOrder.getState().draft?.draftId === draftId;
  const isIn = () => signIn.getState().signedIn !== null;
  const reloadOrder = (orderId: string) => {
    if (detail.getState().orderId === orderId) void detail.getState().reload();
    if (pickUp.getState().order?.orderId === orderId) void pickUp.getState().reload();
  };
  api.on('orders-changed', ({ orderId }) => {
    void orders.getState().refresh();
    reloadOrder(orderId);
  });
  api.on('jobs-changed', ({ orderId }) => {
    void shell.getState().readAlerts();
    reloadOrder(orderId);
  });
  api.on('draft-changed', ({ draftId }) => {
    if (mine(draftId)) void newOrder.getState().reload();
  });
  api.on('copy-changed', ({ draftId }) => {
    if (mine(draftId)) void newOrder.getState().readCopy();
  });
  api.on('media-changed', () => {
    if (isIn()) void newOrder.getState().readSources();
  });
  api.on('catalogue-changed', () => void shell.getState().readCatalogue());
  followPrinters(counter);
}

/** What is out, the time that it costs the order being made, and the page that says why. */
function followPrinters({ api, shell, newOrder, printing, signIn }: Counter): void {
  const readStations = () => {
    if (signIn.getState().signedIn !== null && shell.getState().screen === 'printing')
      void printing.getState().load();
  };
  api.on('products-changed', () => {
    void shell.getState().readOut();
    void newOrder.getState().reload();
    readStations();
  });
  api.on('jobs-changed', readStations);
  api.on('orders-changed', readStations);
}

/** Settings, and who may sign in. */
function followAccounts({ api, shell, signIn, settings }: Counter): void {
  const readSettings = () => {
    const { signedIn } = signIn.getState();
    if (signedIn !== null && settings.getState().saved !== null) void settings.getState().load();
  };
  api.on('settings-changed', () => {
    void shell.getState().readSettings();
    readSettings();
  });
  api.on('staff-changed', () => void signIn.getState().refresh().then(readSettings));
  api.on('signed-out', () => void signIn.getState().confirm());
}

/** The strip and what waits for a person. */
function followHealth({ api, shell, signIn }: Counter): void {
  const isIn = () => signIn.getState().signedIn !== null;
  api.on('terminal-changed', () => void shell.getState().readTerminal());
  api.on('kiosk-changed', () => {
    if (isIn()) void shell.getState().readKiosks();
    void shell.getState().readHealth();
  });
  api.on('health-changed', () => {
    void shell.getState().readHealth();
    if (isIn()) void shell.getState().readCalls();
  });
}

function followRequests({ api, signIn, privacy: { requests, oneCase } }: Counter): void {
  api.on('requests-changed', ({ privacyRequestId }) => {
    if (signIn.getState().signedIn === null) return;
    void requests.getState().load();
    if (oneCase.getState().id === privacyRequestId) void oneCase.getState().reload();
  });
  // What stands in the way of a deletion, or goes with it, may be another now.
  api.on('orders-changed', () => {
    if (oneCase.getState().detail?.dryRun !== null) void oneCase.getState().reload();
  });
  api.on('erasure-changed', ({ requestId }) => {
    if (oneCase.getState().id === requestId) void oneCase.getState().reload();
  });
}

/** Whoever comes sees the newest; whoever goes leaves no photo open. */
function followPerson({
  shell,
  orders,
  detail,
  newOrder,
  signIn,
  privacy,
  customers,
  shownConsent,
}: Counter): void {
  signIn.subscribe(({ signedIn }, before) => {
    if (signedIn?.staffId === before.signedIn?.staffId) return;
    detail.getState().veil();
    privacy.showRequest(null);
    privacy.code.getState().close();
    customers.getState().leave();
    shownConsent.getState().close();
    if (signedIn === null) return;
    const { screen, go, readKiosks, readAlerts, readCalls, readHealth, readRestored } = shell.getState();
    if (!maySee(screen, signedIn.role)) go('orders');
    void Promise.all([readKiosks(), readAlerts(), readCalls(), readHealth(), orders.getState().load()]);
    void readRestored();
    void detail.getState().reload();
    void privacy.requests.getState().become(signedIn.role);
    void newOrder.getState().enter();
    void newOrder.getState().refresh();
  });
}

function lockWhenIdle({ shell, signIn }: Counter): void {
  let lastActivityAt = Date.now();
  const alive = () => {
    lastActivityAt = Date.now();
  };
  for (const event of ['keydown', 'pointerdown', 'wheel'] as const) {
    window.addEventListener(event, alive, { capture: true, passive: true });
  }
  setInterval(() => {
    const now = Date.now();
    shell.getState().tick(now);
    const after = shell.getState().settings?.counter.lockAfterMs;
    if (after === undefined || signIn.getState().signedIn === null) return;
    if (lockIn(lastActivityAt, now, after) === 0) void signIn.getState().lock('idle');
  }, CLOCK_MS);
}
