import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ulidTime } from '../../../../../shared/domain/ids.ts';
import type { RetentionPass, RetentionWork } from '../../../call/retentionWork.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import { countOf, inBatches } from './batches.ts';

type Asked = Omit<RetentionPass, 'transact'>;

const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** Files of the exports folder: those of `over` go. */
const exportsWork = (folder: string, over: (pass: Asked, name: string) => boolean): RetentionWork => {
  const due = (pass: Asked) => namesIn(folder).filter((name) => over(pass, name));
  return {
    due: (pass) => due(pass).length,
    run: (pass) => {
      const names = due(pass);
      for (const name of names) rmSync(join(folder, name), { force: true });
      return names.length;
    },
  };
};

/** `<number of the request>-<kind of letter>.pdf` */
const LETTER = /^([A-Z][0-9A-Z-]*)-[a-z_]+\.pdf$/;

const closedBefore = (db: ReadableDb, number: string, before: number): boolean => {
  const request = db.get<{ closed_at: number | null }>(
    sql`SELECT closed_at FROM privacy_request WHERE number = ${number}`,
  );
  return request === undefined || (request.closed_at !== null && request.closed_at < before);
};

/** Letters to be handed over on paper: they say whose request it was, and go with its contact. */
export const letterWork = (exportFolder: string): RetentionWork =>
  exportsWork(exportFolder, ({ read, before }, name) => {
    const number = LETTER.exec(name)?.[1];
    return number !== undefined && closedBefore(read, number, before('requestContactDays'));
  });

/** `dzesanas-apliecinajums-<ulid>`: the ULID says when. */
const CERTIFICATE_FILE = /^dzesanas-apliecinajums-([0-9A-HJKMNP-TV-Z]{26})\.(?:json|pdf)$/;

const oldCertificates = ({ before }: Pick<RetentionPass, 'before'>) =>
  sql`SELECT certificate_id AS id FROM erasure_certificate WHERE at < ${before('requestYears')}`;

const certificateRows: RetentionWork = {
  due: (pass) => countOf(pass.read, oldCertificates(pass)),
  run: (pass) =>
    inBatches(
      pass,
      oldCertificates(pass),
      (tx, id) => void tx.db.run(sql`DELETE FROM erasure_certificate WHERE certificate_id = ${id}`),
    ),
};

const certificateFiles = (exportFolder: string): RetentionWork =>
  exportsWork(exportFolder, ({ before }, name) => {
    const id = CERTIFICATE_FILE.exec(name)?.[1];
    return id !== undefined && ulidTime(id) < before('requestYears');
  });

/** One rule's work in several parts, one after the other. */
export const together = (...works: readonly RetentionWork[]): RetentionWork => ({
  due: (pass) => works.reduce((all, work) => all + work.due(pass), 0),
  run: async (pass) => {
    let done = 0;
    for (const work of works) done += await work.run(pass);
    return done;
  },
});

/** Certificates of erasures, and what was saved of them. */
export const certificateWork = (exportFolder: string): RetentionWork =>
  together(certificateRows, certificateFiles(exportFolder));
