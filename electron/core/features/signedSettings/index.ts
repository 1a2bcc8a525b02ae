export { findSigned, signedIds } from './signedSettings.store.ts';
export { takeOverSettings } from './takeOver.ts';
