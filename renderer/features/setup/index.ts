/** First start, unlocking, and named failures. */
export { SetupApp } from './SetupApp.tsx';
export { createSetupState } from './setupState.ts';
