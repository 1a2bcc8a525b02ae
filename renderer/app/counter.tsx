import './jitlessZod.ts';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createI18n } from '../i18n/index.ts';
import { resources } from '../i18n/resources.ts';
import { createWindowApi } from './api.ts';
import { CounterApp } from './counter/CounterApp.tsx';
import { createCounter } from './counter/createCounter.ts';
import { wireCounter } from './counter/wire.ts';

const counter = createCounter(createWindowApi(), createI18n('lv', resources));
wireCounter(counter);

const { readTerminal, readSettings, readCatalogue, readOut, readHealth } = counter.shell.getState();
void Promise.all([
  readTerminal(),
  readSettings(),
  readCatalogue(),
  readOut(),
  readHealth(),
  counter.sync.status.getState().read(),
  counter.signIn.getState().start(),
]);

const root = document.getElementById('root');
if (root === null) throw new Error('no root');
createRoot(root).render(
  <StrictMode>
    <CounterApp counter={counter} />
  </StrictMode>,
);
