export { recordConsents } from './recordConsents.ts';
