import { FULL_AT } from '../files/spoolSpace.ts';
import type { DatabaseFault } from '../health/watchDatabase.ts';
import type { Standing, TerminalStanding } from '../health/standing.store.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string | number): string =>
  String(value).replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const cells = (tag: string, values: readonly (string | number)[]): string =>
    `<tr>${values.map((value) => `<${tag}>${text(value)}</${tag}>`).join('')}</tr>`;
  return `<table>${cells('th', head)}${rows.map((row) => cells('td', row)).join('')}</table>`;
};

/** A time span in words: a page that is read in a hurry. */
const span = (seconds: number): string => {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
};

const rowOf = (terminal: TerminalStanding, ledgerSeq: number, now: number): readonly (string | number)[] => [
  terminal.shopId,
  `${terminal.letter} · ${terminal.terminalId}`,
  terminal.revoked ? `${terminal.role}, revoked` : terminal.role,
  terminal.lastSeenAt === null ? 'never' : `${span((now - terminal.lastSeenAt) / 1000)} ago`,
  terminal.unsent,
  terminal.unsent === 0 ? '–' : span(terminal.oldestS),
  `${Math.ceil(terminal.bytesLeft / 1_000_000)} MB`,
  ledgerSeq - (terminal.ledgerSeq ?? 0),
  terminal.outstanding,
  terminal.appVersion,
];

const STYLE =
  'body{font:15px system-ui;margin:2rem;max-width:80rem}table{border-collapse:collapse;margin:1rem 0}' +
  'th,td{border:1px solid #bbb;padding:.3rem .6rem;text-align:left}th{background:#eee}';

const transfersOf = ({ transfers }: Standing): string =>
  table(
    ['From', 'Recipient', 'Contract', 'People', 'Held back', 'Not told', 'Erased since'],
    transfers.map((one) => [
      one.day,
      one.recipient,
      one.contract,
      one.people,
      one.heldBack,
      one.untold,
      one.erased,
    ]),
  );

const terminalsOf = ({ terminals }: Standing, ledgerSeq: number, now: number): string =>
  table(
    [
      'Store',
      'Terminal',
      'Role',
      'Seen',
      'Unsent',
      'Oldest',
      'Files left',
      'Ledger behind',
      'Erasures',
      'App',
    ],
    terminals.map((terminal) => rowOf(terminal, ledgerSeq, now)),
  );

const storeOf = (awaySince: number | null, now: number): string =>
  awaySince === null ? 'answers' : `has not answered for ${span((now - awaySince) / 1000)}`;

const lookOf = ({ oldestLookAt }: Standing, now: number): string =>
  oldestLookAt === null ? 'no photos' : `each read within ${span((now - oldestLookAt) / 1000)}`;

/** How the database is, the photo store, and the disk before that. */
interface Places {
  readonly databaseFault: DatabaseFault | null;
  readonly awaySince: number | null;
  readonly spoolUsed: number;
}

const spoolOf = ({ spoolUsed }: Places): string =>
  `spool disk ${Math.floor(spoolUsed * 100)} % full${spoolUsed < FULL_AT ? '' : ', takes no photos'}`;

const CAUSES: Readonly<Record<string, string>> = {
  '53100': 'its disk is full',
  '53200': 'out of memory',
  '53300': 'too many connections',
};

/** Its own word for what is wrong, and what that means. */
const causeOf = (code: string | null): string => {
  if (code === null) return 'it does not answer';
  const cause = CAUSES[code];
  return cause === undefined ? code : `${cause}, ${code}`;
};

const databaseOf = (fault: DatabaseFault | null, now: number): string =>
  fault === null
    ? 'database takes changes'
    : `database last refused ${span((now - fault.at) / 1000)} ago: ${causeOf(fault.code)}`;

const pageOf = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lete central</title><style>${STYLE}</style>
<h1>Lete central</h1>${body}</html>`;

/** What the operator reads while nothing can be read from the database. */
export const databaseAwayPage = (code: string | null): string =>
  pageOf(
    `<p>The database cannot be read: ${text(causeOf(code))}. Terminals keep what they have and try again by themselves.</p>`,
  );

/**
 * The operator's page: what the terminals are doing, by ids and counts, and whether photos can be stored. Plain HTML, without
 * scripts.
 */
export const operatorPage = (standing: Standing, ledgerSeq: number, now: number, places: Places): string => {
  const letters = table(
    ['Store', 'Status', 'Code', 'Ops'],
    standing.letters.map(({ shopId, status, code, count }) => [shopId, status, code ?? '', count]),
  );
  const messages = table(
    ['Channel', 'State', 'Messages'],
    standing.messages.map(({ channel, state, count }) => [channel, state, count]),
  );
  const files = table(
    ['Photos', 'Files', 'Bytes'],
    standing.files.map(({ state, count, bytes }) => [state, count, `${Math.ceil(bytes / 1_000_000)} MB`]),
  );
  const facts = [
    `${standing.opsCount} ops, ${standing.feedRows} feed rows`,
    `feed held back for ${span(standing.feedLagS)}`,
    `ledger at line ${ledgerSeq}`,
    databaseOf(places.databaseFault, now),
    `photo store ${storeOf(places.awaySince, now)}, ${lookOf(standing, now)}`,
    spoolOf(places),
  ].join(' · ');
  return pageOf(`<p>${text(facts)}</p><h2>Terminals</h2>${terminalsOf(standing, ledgerSeq, now)}<h2>Needs attention</h2>${letters}
<h2>Photos</h2>${files}<h2>Messages</h2>${messages}<h2>Handed over to successors</h2>${transfersOf(standing)}`);
};
