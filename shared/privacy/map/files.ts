import type { FileEntry, Traits } from '../entry.ts';
import { AUDIT, CONSENT_PROOF, DRAFT, NOBODY, PHOTO, STAFF_ACT, TERMINAL_SECRET } from './traits.ts';

const ID = '[0-9A-HJKMNP-TV-Z]{26}';

const fileClass = (
  at: string,
  path: RegExp | null,
  writers: readonly string[],
  note: string,
  traits: Traits,
): FileEntry => ({ store: 'file', at, path, writers, note, ...traits });

const ORIGINAL: Traits = { ...PHOTO, erase: 'delete-file-and-key', access: 'files', canary: 'photo' };
const RENDER: Traits = {
  ...PHOTO,
  retention: 'render',
  erase: 'delete-file-and-key',
  access: 'never:derived',
  sync: 'none',
  canary: 'photo',
};
const PREVIEW: Traits = { ...DRAFT, access: 'never:derived', canary: 'photo' };
/** A whole database: every column's rule applies to what is in it, and its own to the file. */
const DATABASE: Traits = {
  ...PHOTO,
  personal: 'contact',
  purpose: ['order.contact', 'order.fulfil', 'accounts', 'claims', 'security', 'rights'],
  retention: 'installation',
  access: 'never:derived',
  sync: 'none',
  canary: 'name',
};
const BACKUP: Traits = { ...DATABASE, purpose: ['security'], basis: '6(1)(f)', retention: 'backup' };
const LOG_FILE: Traits = {
  ...AUDIT,
  retention: 'log',
  hold: null,
  erase: 'cut-link',
  access: 'never:security',
  sync: 'none',
};

const OPEN = 'electron/core/db/open.ts';
const CARRY_OUT = 'electron/core/db/restore/carryOut.ts';
const DURABLE = 'electron/core/keys/durable.ts';
const HAND_OVER = 'electron/core/features/output/handOverFiles.ts';

/** Files below the data folder, and what is made of photos in memory. */
export const fileClasses = [
  fileClass(
    'database',
    /^lete\.db(-wal|-shm|-journal)?$/,
    [OPEN],
    'SQLCipher; every page encrypted; written by SQLite',
    DATABASE,
  ),
  fileClass(
    'database-restoring',
    /^lete\.db\.restore$/,
    [CARRY_OUT],
    'copy of a backup on its way to be the database',
    BACKUP,
  ),
  fileClass(
    'database-damaged',
    /^lete\.db\.damaged-\d+(-wal|-shm)?$/,
    [CARRY_OUT],
    'set aside by a restore, damaged or not; still encrypted',
    BACKUP,
  ),
  fileClass(
    'backup',
    /^backups\/lete-\d{13}\.db(\.part)?(-journal|-wal|-shm)?$/,
    ['electron/core/db/backup.ts'],
    'VACUUM INTO: encrypted, without deleted pages, without keys',
    BACKUP,
  ),
  fileClass(
    'original',
    new RegExp(`^files/${ID}/${ID}(\\.part)?$`),
    [
      'electron/core/files/storeOriginal.ts',
      'electron/core/files/fileStore.ts',
      'electron/core/features/sync/files/fetch/fetchFile.ts',
    ],
    'AES-256-GCM with the key of its order; of a draft and of what a phone sends as well, under the rule of drafts',
    ORIGINAL,
  ),
  fileClass(
    'upload-spool',
    new RegExp(`^uploads/${ID}\\.[0-9a-f]{64}\\.(data|marks)$`),
    [
      'shared/sync/spool/recoverSpoolFile.ts',
      'shared/sync/spool/spool.ts',
      'shared/sync/spool/spoolFile.ts',
      'shared/sync/spool/syncFolder.ts',
    ],
    'photos that other terminals of the store are bringing to this hub, sealed with the key of their order; whole ones are originals',
    { ...ORIGINAL, retention: 'upload-spool', access: 'never:derived', sync: 'none' },
  ),
  fileClass(
    'order-keys',
    /^keys\/files\.keys(\.[0-9a-f]{8}\.tmp)?$/,
    ['electron/core/keys/fileKeys.ts', DURABLE],
    'one wrapped key an order in a slot that is overwritten in place; in no backup',
    { ...ORIGINAL, personal: 'secret', access: 'never:security', sync: 'none', canary: 'key' },
  ),
  fileClass(
    'database-key',
    /^keys\/database\.key\.json(\.[0-9a-f]{8}\.tmp)?$/,
    ['electron/core/keys/databaseKey.ts', DURABLE],
    'wrapped by the operating system or a passphrase',
    TERMINAL_SECRET,
  ),
  fileClass(
    'audit-anchor',
    /^keys\/audit\.anchor(\.[0-9a-f]{8}\.tmp)?$/,
    ['electron/core/features/audit/anchor.ts', DURABLE],
    'number, hash and signature of the newest audit row',
    TERMINAL_SECRET,
  ),
  fileClass(
    'audit-countersigned',
    /^keys\/audit\.countersigned(\.[0-9a-f]{8}\.tmp)?$/,
    ['electron/core/features/audit/countersigned.ts', DURABLE],
    'number and hash of an audit row, countersigned by central',
    TERMINAL_SECRET,
  ),
  fileClass(
    'signing-key',
    /^keys\/signing\.key(\.[0-9a-f]{8}\.tmp)?$/,
    ['electron/core/keys/signingKey.ts', DURABLE],
    'Ed25519, sealed under a key derived from the database key',
    TERMINAL_SECRET,
  ),
  fileClass(
    'erasure-ledger',
    /^keys\/erasure\.ledger(\.[0-9a-f]{8}\.tmp)?$/,
    ['electron/core/features/erasure/job/ledger.ts', DURABLE],
    'pseudonyms and order ids only; in no backup',
    {
      ...AUDIT,
      purpose: ['rights'],
      basis: '6(1)(c)',
      retention: 'tombstone',
      hold: 'ledger',
      sync: 'both',
      canary: 'subject-ref',
    },
  ),
  fileClass(
    'search-set',
    new RegExp(`^keys/search-set\\.${ID}(\\.[0-9a-f]{8}\\.tmp)?$`),
    ['electron/core/features/erasure/job/searchSet.ts', DURABLE],
    'what an erasure looks for, sealed until its proof; overwritten in place, in no backup',
    { ...ORIGINAL, personal: 'contact', access: 'never:derived', sync: 'none', canary: 'name' },
  ),
  fileClass(
    'certificate',
    new RegExp(`^exports/dzesanas-apliecinajums-${ID}\\.(json|pdf)(\\.[0-9a-f]{8}\\.tmp)?$`),
    ['electron/core/features/erasure/certificate/saveCertificate.ts', DURABLE],
    'of an erasure; holds no personal data',
    {
      ...CONSENT_PROOF,
      purpose: ['rights'],
      basis: '6(1)(c)',
      retention: 'request',
      hold: 'request',
      access: 'requests',
      canary: 'request',
    },
  ),
  fileClass(
    'terminal-kind',
    /^terminal\.json(\.[0-9a-f]{8}\.tmp)?$/,
    ['electron/core/writeTerminalKind.ts', DURABLE],
    'kiosk or counter; needed before the database is open',
    NOBODY,
  ),
  fileClass(
    'lock',
    /^lete\.lock(-journal)?$/,
    [],
    "empty; SQLite's lock on it keeps a second core out",
    NOBODY,
  ),
  fileClass(
    'restore-plan',
    /^restore\.json(\.part)?$/,
    ['electron/core/db/restore/plan.ts'],
    'which backup takes the place of the database, who chose it and why; gone once that is done',
    { ...STAFF_ACT, retention: 'backup', sync: 'none' },
  ),
  fileClass('probe', /^\.probe-\d+$/, [OPEN], 'zero bytes that prove the folder can be written', NOBODY),
  fileClass(
    'print-file',
    /^production\/.+$/,
    [
      HAND_OVER,
      'electron/core/features/output/removeJobFiles.ts',
      'electron/core/features/production/buildJob.ts',
    ],
    "images and job.json for the lab; here or in the lab's own folder; names hold numbers only",
    { ...RENDER, recipients: ['lab'] },
  ),
  fileClass(
    'ticket-file',
    new RegExp(`^tickets/(${ID}|test|paper)\\.${ID}\\.(png|bin)(\\.tmp)?$`),
    ['electron/core/features/tickets/filePrinter.ts'],
    'what a printer would have got: masked contact, number, lines',
    { ...RENDER, personal: 'commercial', canary: 'order-number' },
  ),
  fileClass(
    'day-end-sheet',
    /^exports\/dienas-parskats-\d{4}-\d{2}-\d{2}\.(csv|pdf)(\.tmp)?$/,
    ['electron/core/features/reports/exportSheet.ts'],
    'sums of a day; no order and no person',
    NOBODY,
  ),
  fileClass(
    'statistics-sheet',
    /^exports\/statistika-\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.(csv|pdf)(\.tmp)?$/,
    ['electron/core/features/reports/exportSheet.ts'],
    'sums of a period without groups under five; no order and no person',
    NOBODY,
  ),
  fileClass(
    'disclosure-archive',
    /^exports\/nodosana-[0-9A-Z]{26}\.zip(\.tmp)?$/,
    ['electron/core/features/archive/archive.ts'],
    'the disclosed fields and photos, encrypted; the code goes another way',
    { ...RENDER, retention: 'disclosure', access: 'never:derived' },
  ),
  fileClass(
    'letter',
    /^exports\/[A-Z][0-9A-Z-]*-[a-z_]+\.pdf(\.tmp)?$/,
    ['electron/core/features/requests/letters/printLetter.ts'],
    'letter of a privacy request to be handed over on paper; its number, no address',
    {
      ...CONSENT_PROOF,
      purpose: ['rights'],
      basis: '6(1)(c)',
      retention: 'request-contact',
      hold: null,
      erase: 'delete-file-and-key',
      access: 'requests',
      canary: 'request',
    },
  ),
  fileClass(
    'access-package',
    /^exports\/lete-access-[0-9A-Z]{26}\.zip(\.tmp)?$/,
    ['electron/core/features/archive/archive.ts'],
    'all that is held of a person, for that person, encrypted; the code goes another way',
    {
      ...RENDER,
      purpose: ['rights'],
      basis: '6(1)(c)',
      retention: 'access-package',
      access: 'never:derived',
    },
  ),
  fileClass('scratch', /^scratch\/.+$/, [], 'work in progress; emptied at each start', {
    ...DRAFT,
    access: 'never:derived',
    canary: 'photo',
  }),
  fileClass(
    'log-file',
    /^logs\/lete-\d{4}-\d{2}-\d{2}\.log$/,
    ['electron/core/log/logFile.ts'],
    'closed codes, numbers, ids; one file a day',
    LOG_FILE,
  ),
  fileClass(
    'profile',
    /^profile\/.+$/,
    ['electron/main/boot/profile.ts'],
    "Chromium's own; the app's session lives in memory, so nothing of a visit is in it",
    { ...NOBODY },
  ),
  fileClass(
    'thumbnail',
    null,
    [],
    'decoded pictures of media and orders: memory of core and windows',
    PREVIEW,
  ),
  fileClass('crash-dump', null, [], 'off', {
    ...LOG_FILE,
    retention: 'crash',
    erase: 'delete-file-and-key',
    canary: 'name',
  }),
  fileClass('folders', null, ['electron/core/openTerminal.ts'], 'makes the empty folders above', NOBODY),
] as const satisfies readonly FileEntry[];
