/** Writes docs/openapi.json: central's endpoints, made from the schemas of `shared/sync` themselves. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import * as messages from '../../shared/sync/endpoints.ts';
import { SYNC_ERRORS, SyncError } from '../../shared/sync/errors.ts';
import { OP_BODIES } from '../../shared/sync/opBodies.ts';
import { CONTRACT_VERSION } from '../../shared/sync/version.ts';

const root = resolve(import.meta.dirname, '../..');

/** Refusals that any call behind a token may get. */
const GENERAL = [
  'malformed',
  'unknown_terminal',
  'token_expired',
  'revoked',
  'too_large',
  'slow_down',
  'failed',
];
const OPEN = ['malformed', 'slow_down', 'failed'];

const text = { type: 'string' };
const integer = { type: 'integer' };

/** [method, path, what it is for, request, status, answer, further refusals, query, without a token] */
const CALLS = [
  [
    'post',
    '/v1/enrol',
    'Takes a terminal in by its one-time code. The same code with the same key is answered the same.',
    'EnrolRequest',
    201,
    'EnrolAnswer',
    ['code_unknown', 'code_used', 'code_expired', 'wrong_shop', 'revoked'],
    {},
    true,
  ],
  [
    'post',
    '/v1/token',
    'A bearer token of 15 minutes for whoever holds the terminal’s key.',
    'TokenRequest',
    200,
    'TokenAnswer',
    ['unknown_terminal', 'revoked'],
    {},
    true,
  ],
  [
    'post',
    '/v1/epoch',
    'Opens a new life of the terminal’s queue.',
    'EpochRequest',
    201,
    null,
    ['unknown_terminal', 'revoked', 'epoch_taken'],
    {},
    true,
  ],
  ['get', '/v1/time', 'Central’s time, signed.', null, 200, 'TimeAnswer', [], { nonce: text }, true],
  [
    'post',
    '/v1/hello',
    'The first call of every connection: what to do first.',
    'HelloRequest',
    200,
    'HelloAnswer',
    [],
    {},
  ],
  [
    'post',
    '/v1/ops',
    'Takes ops that follow one another.',
    'OpsRequest',
    200,
    'OpsAnswer',
    ['role', 'gap', 'fork', 'incarnation', 'bad_chain', 'ledger_first'],
    {},
  ],
  [
    'get',
    '/v1/feed',
    'What changed in a scope after a cursor.',
    null,
    200,
    'FeedAnswer',
    ['role', 'wrong_shop', 'cursor_gone', 'ledger_first', 'client_too_old'],
    { scope: text, 'cursor?': text, 'limit?': integer, 'wait?': integer },
  ],
  [
    'get',
    '/v1/snapshot',
    'All that a scope holds, page by page.',
    null,
    200,
    'SnapshotAnswer',
    ['role', 'wrong_shop', 'ledger_first', 'client_too_old'],
    { scope: text, 'after?': text },
  ],
  [
    'get',
    '/v1/ledger',
    'The erasure ledger after a line.',
    null,
    200,
    'LedgerAnswer',
    [],
    { 'after?': integer },
  ],
  ['post', '/v1/ledger', 'Gives lines back that central lost.', 'LedgerReturn', 202, null, [], {}],
  [
    'put',
    '/v1/orders/{id}/key',
    'Keeps the key of an order’s files.',
    'OrderKey',
    204,
    null,
    ['not_found', 'erased'],
    {},
  ],
  [
    'get',
    '/v1/orders/{id}/key',
    'The key of an order’s files.',
    null,
    200,
    'OrderKey',
    ['role', 'not_found', 'erased'],
    {},
  ],
  [
    'post',
    '/v1/orders/{id}/files:plan',
    'Which files of an order central wants.',
    'PlanRequest',
    200,
    'PlanAnswer',
    ['not_found', 'erased', 'ledger_first'],
    {},
  ],
  [
    'get',
    '/v1/orders/find',
    'An order of any store by its exact barcode; written down.',
    null,
    200,
    'FindAnswer',
    ['role', 'not_found', 'ledger_first', 'client_too_old'],
    { code: text },
  ],
  [
    'post',
    '/v1/enrolments',
    'A one-time code for a terminal of the own store.',
    'EnrolmentRequest',
    201,
    'EnrolmentAnswer',
    ['role', 'wrong_shop'],
    {},
  ],
  ['get', '/v1/terminals', 'The terminals of the own store.', null, 200, 'TerminalsAnswer', ['role'], {}],
  [
    'post',
    '/v1/terminals/{id}/revoke',
    'Ends a terminal’s access at once.',
    null,
    204,
    null,
    ['role', 'not_found'],
    {},
  ],
  [
    'put',
    '/v1/hub',
    'Says that this counter serves its store as hub, and where.',
    'HubAnnouncement',
    204,
    null,
    ['role'],
    {},
  ],
  ['delete', '/v1/hub', 'Says that it no longer does.', null, 204, null, ['role'], {}],
  [
    'get',
    '/v1/hub/terminals',
    'Keys and chains of the own store’s terminals, for its hub alone.',
    null,
    200,
    'HubTerminalsAnswer',
    ['role'],
    {},
  ],
  ['get', '/v1/hubs', 'The hubs of the own store.', null, 200, 'HubsAnswer', [], {}],
  [
    'post',
    '/v1/audit-head',
    'Countersigns how far the terminal’s audit trail goes.',
    'AuditHeadRequest',
    200,
    'AuditHeadAnswer',
    [],
    {},
  ],
  [
    'get',
    '/v1/digest',
    'What central has of this terminal and its store, to compare.',
    null,
    200,
    'DigestAnswer',
    [],
    {},
  ],
];

const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
const json = (name) => ({ content: { 'application/json': { schema: ref(name) } } });

function schemaOf(schema) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  });
  return rest;
}

/** One answer per status, with the codes it may carry. */
function refusals(codes) {
  const byStatus = Map.groupBy(codes, (code) => SYNC_ERRORS[code]);
  const entries = [...byStatus].map(([status, group]) => [
    String(status),
    { description: group.map((code) => `\`${code}\``).join(', '), ...json('SyncError') },
  ]);
  return Object.fromEntries(entries);
}

function parametersOf(path, query) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: text,
  }));
  const inQuery = Object.entries(query).map(([name, schema]) => ({
    name: name.replace('?', ''),
    in: 'query',
    required: !name.endsWith('?'),
    schema,
  }));
  return [...inPath, ...inQuery];
}

function operationOf([, path, summary, request, status, answer, further, query, isOpen = false]) {
  const done = { description: 'Done', ...(answer === null ? {} : json(answer)) };
  const parameters = parametersOf(path, query);
  return {
    summary,
    ...(isOpen ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(request === null ? {} : { requestBody: { required: true, ...json(request) } }),
    responses: { [status]: done, ...refusals([...(isOpen ? OPEN : GENERAL), ...further]) },
  };
}

export function render() {
  const paths = {};
  for (const call of CALLS) paths[call[1]] = { ...paths[call[1]], [call[0]]: operationOf(call) };
  const named = Object.entries(messages).filter(([, schema]) => schema instanceof z.ZodType);
  const bodies = Object.entries(OP_BODIES).map(([key, schema]) => [`op.${key.replace('@', '.v')}`, schema]);
  const schemas = Object.fromEntries(
    [...named, ['SyncError', SyncError], ...bodies]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, schema]) => [name, schemaOf(schema)]),
  );
  const document = {
    openapi: '3.1.0',
    info: { title: 'Lete central', version: String(CONTRACT_VERSION) },
    security: [{ token: [] }],
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(join(root, 'docs/openapi.json'), render());
