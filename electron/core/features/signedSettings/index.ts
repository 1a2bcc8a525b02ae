export { signedVersions } from './signedSettings.store.ts';
export { takeOverSettings } from './takeOver.ts';
