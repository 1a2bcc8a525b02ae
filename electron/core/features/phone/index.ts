export { readPhonePage } from './page.ts';
export { PhoneReception } from './reception.ts';
