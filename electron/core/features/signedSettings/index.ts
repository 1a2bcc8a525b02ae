export { takeOverSettings } from './takeOver.ts';
