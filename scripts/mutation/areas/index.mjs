// What is taken away, one at a time, and which tests should notice: cheap ones first, each stage only if those before
// stayed green. A name of a file is the beginning of its path, or the path itself.
import { OF_GATES } from './gates.mjs';
import { OF_MAP } from './map.mjs';
import { OF_RIGHTS } from './rights.mjs';

/** @type {readonly { name: string, what: string, files: readonly [RegExp, readonly Function[]][], stages: readonly string[][] }[]} */
export const AREAS = [...OF_MAP, ...OF_GATES, ...OF_RIGHTS];
