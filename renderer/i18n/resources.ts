import * as en from './texts/en/index.ts';
import * as lv from './texts/lv/index.ts';
import * as ru from './texts/ru/index.ts';

/** All texts of all languages; each language's files are checked against the Latvian keys by type. */
export const resources = { lv: { ...lv }, en: { ...en }, ru: { ...ru } } as const;

export type Namespace = keyof typeof resources.lv;
