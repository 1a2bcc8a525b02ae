import type { AddressInfo } from 'node:net';
import { createCentral } from '../../../central/app/serve.ts';
import { openPostgres } from '../../../central/db/postgres.ts';

// A central in a process of its own, to be killed: `serverProcess.ts POSTGRES_URL FOLDER NOW`. Prints its port.
const [, , url = '', folder = '', now = ''] = process.argv;
const db = openPostgres(url, 4);
const { app } = await createCentral({ db, folder, now: () => Number(now), logLevel: 'silent' });
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`);
