import type { Permission } from '../../../shared/domain/permissions.ts';

/** One key by its place on the keyboard, so that it works with a Russian layout on. */
export interface KeyChord {
  readonly code: string;
  readonly ctrl?: true;
  readonly shift?: true;
}

export type CommandGroup = 'everywhere' | 'screens' | 'order' | 'rows';

export interface Command {
  readonly group: CommandGroup;
  /** Each is a way of its own; an array of two chords is a sequence, such as G then P. */
  readonly keys: readonly (readonly [KeyChord] | readonly [KeyChord, KeyChord])[];
  /** What is printed on the cap. */
  readonly hint: string;
  /** `list` and `window` are handled by the table and by the window itself; they stand here for the key sheet. */
  readonly by: 'app' | 'list' | 'window';
  readonly permission?: Permission;
  /** Works while typing and in dialogs too. */
  readonly whileTyping?: true;
}

const key = (code: string): readonly [KeyChord] => [{ code }];
const ctrl = (code: string): readonly [KeyChord] => [{ code, ctrl: true }];
const go = (code: string): readonly [KeyChord, KeyChord] => [{ code: 'KeyG' }, { code }];

/** Every key of the counter: handlers, hints on buttons, the palette and the key sheet all read this one list. */
export const COMMANDS = {
  search: {
    group: 'everywhere',
    keys: [key('Slash'), ctrl('KeyF')],
    hint: '/',
    by: 'app',
    whileTyping: true,
  },
  palette: { group: 'everywhere', keys: [ctrl('KeyK')], hint: 'Ctrl K', by: 'app', whileTyping: true },
  keys: {
    group: 'everywhere',
    keys: [[{ code: 'Slash', shift: true }], key('F1')],
    hint: '?',
    by: 'app',
    whileTyping: true,
  },
  undo: { group: 'everywhere', keys: [ctrl('KeyZ')], hint: 'Ctrl Z', by: 'app' },
  lock: { group: 'everywhere', keys: [ctrl('KeyL')], hint: 'Ctrl L', by: 'app', whileTyping: true },
  answerHelp: {
    group: 'everywhere',
    keys: [key('KeyH')],
    hint: 'H',
    by: 'app',
    permission: 'kiosk.answerHelp',
  },
  nextArea: { group: 'everywhere', keys: [key('F6')], hint: 'F6', by: 'window' },
  zoom: { group: 'everywhere', keys: [], hint: 'Ctrl + − 0', by: 'window' },

  newOrder: { group: 'screens', keys: [key('KeyN')], hint: 'N', by: 'app', permission: 'order.place' },
  pickUp: { group: 'screens', keys: [key('KeyI')], hint: 'I', by: 'app', permission: 'order.handOver' },
  orders: { group: 'screens', keys: [go('KeyP')], hint: 'G P', by: 'app', permission: 'order.see' },
  customers: { group: 'screens', keys: [go('KeyK')], hint: 'G K', by: 'app', permission: 'customer.see' },
  requests: { group: 'screens', keys: [go('KeyD')], hint: 'G D', by: 'app', permission: 'privacy.takeIn' },
  disclosures: { group: 'screens', keys: [go('KeyI')], hint: 'G I', by: 'app', permission: 'privacy.takeIn' },
  notices: { group: 'screens', keys: [go('KeyN')], hint: 'G N', by: 'app', permission: 'notice.manage' },
  retention: { group: 'screens', keys: [go('KeyL')], hint: 'G L', by: 'app', permission: 'privacy.decide' },
  audit: { group: 'screens', keys: [go('KeyA')], hint: 'G A', by: 'app', permission: 'audit.seeOwn' },
  takeIn: { group: 'screens', keys: [key('KeyT')], hint: 'T', by: 'app', permission: 'privacy.takeIn' },
  printing: { group: 'screens', keys: [go('KeyE')], hint: 'G E', by: 'app', permission: 'order.start' },
  reports: { group: 'screens', keys: [go('KeyR')], hint: 'G R', by: 'app', permission: 'report.see' },
  statistics: { group: 'screens', keys: [go('KeyB')], hint: 'G B', by: 'app', permission: 'report.see' },
  sync: { group: 'screens', keys: [go('KeyO')], hint: 'G O', by: 'app', permission: 'order.see' },
  terminals: { group: 'screens', keys: [go('KeyT')], hint: 'G T', by: 'app', permission: 'terminal.manage' },
  settings: { group: 'screens', keys: [go('KeyS')], hint: 'G S', by: 'app', permission: 'settings.change' },

  nextStatus: { group: 'order', keys: [key('KeyS')], hint: 'S', by: 'app', permission: 'order.start' },
  startPrint: { group: 'order', keys: [key('KeyD')], hint: 'D', by: 'app', permission: 'order.start' },
  payment: { group: 'order', keys: [key('KeyA')], hint: 'A', by: 'app', permission: 'payment.record' },
  edit: { group: 'order', keys: [key('KeyE')], hint: 'E', by: 'app', permission: 'order.amend' },
  note: { group: 'order', keys: [key('KeyM')], hint: 'M', by: 'app', permission: 'order.amend' },
  receipt: { group: 'order', keys: [key('KeyP')], hint: 'P', by: 'app', permission: 'ticket.print' },
  label: { group: 'order', keys: [key('KeyL')], hint: 'L', by: 'app', permission: 'ticket.print' },
  reprintLast: { group: 'order', keys: [key('KeyR')], hint: 'R', by: 'app', permission: 'ticket.print' },
  save: { group: 'order', keys: [ctrl('Enter')], hint: 'Ctrl Enter', by: 'app', whileTyping: true },

  rows: { group: 'rows', keys: [], hint: '↑ ↓ Home End', by: 'list' },
  open: { group: 'rows', keys: [key('Enter')], hint: 'Enter', by: 'list' },
  back: { group: 'rows', keys: [key('Escape')], hint: 'Esc', by: 'app' },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandId = keyof typeof COMMANDS;
export type AppCommandId = {
  [Id in CommandId]: (typeof COMMANDS)[Id]['by'] extends 'app' ? Id : never;
}[CommandId];

export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];

/** The caps of all keys, for hints on buttons. */
export const HINTS = Object.fromEntries(COMMAND_IDS.map((id) => [id, COMMANDS[id].hint])) as Readonly<
  Record<CommandId, string>
>;

export const commandOf = (id: CommandId): Command => COMMANDS[id];
