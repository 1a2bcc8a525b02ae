import './jitlessZod.ts';
import '../ui/base.css';
import { createRoot } from 'react-dom/client';
import { DEFAULT_LOCALE } from '../../shared/domain/i18n.ts';
import { createSetupState, SetupApp } from '../features/setup/index.ts';
import { createI18n } from '../i18n/index.ts';
import { setupTexts } from '../i18n/setupTexts.ts';
import { createWindowApi } from './api.ts';
import { ErrorBoundary, reportUnhandled } from './ErrorBoundary.tsx';

const api = createWindowApi();
const i18n = createI18n(DEFAULT_LOCALE, setupTexts);
const setup = createSetupState(api);
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

reportUnhandled(api, 'setup');
createRoot(root).render(
  <ErrorBoundary api={api} screen="setup" i18n={i18n}>
    <SetupApp setup={setup} i18n={i18n} />
  </ErrorBoundary>,
);
void setup.start();
