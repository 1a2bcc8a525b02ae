export { type ArchiveEntry, archiveCode, writeArchive } from './archive.ts';
