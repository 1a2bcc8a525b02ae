export { type ConsentAnswers, recordConsents } from './recordConsents.ts';
