export { DEFAULT_SETTINGS } from './defaults.ts';
export { createSettingsHandlers, type SettingsDeps } from './settings.handlers.ts';
export { readSettings, writeSettings } from './settings.store.ts';
