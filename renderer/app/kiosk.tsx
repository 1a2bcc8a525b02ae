import '../ui/base.css';
import { createRoot } from 'react-dom/client';
import { otherHost } from '../../shared/contract/pageHosts.ts';
import { DEFAULT_LOCALE } from '../../shared/domain/i18n.ts';
import { createKioskFront, KioskApp } from '../features/kiosk/index.ts';
import { createI18n } from '../i18n/index.ts';
import { kioskTexts } from '../i18n/kioskTexts.ts';
import { createWindowApi } from './api.ts';
import { ErrorBoundary, reportUnhandled } from './ErrorBoundary.tsx';

const api = createWindowApi();
const i18n = createI18n(DEFAULT_LOCALE, kioskTexts);
const { protocol, host, pathname } = window.location;
/** In a new process: what the visit left in this one's memory ends with it. */
const beginAnew = (): void => window.location.replace(`${protocol}//${otherHost(host)}${pathname}`);
const kiosk = createKioskFront(api, { reload: beginAnew, loadVisit: () => import('./kioskVisit.ts') });
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

reportUnhandled(api, 'kiosk');
createRoot(root).render(
  <ErrorBoundary api={api} screen="kiosk" i18n={i18n}>
    <KioskApp kiosk={kiosk} i18n={i18n} />
  </ErrorBoundary>,
);
void kiosk.start();
