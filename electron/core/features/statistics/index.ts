export { countStat } from './countStat.ts';
