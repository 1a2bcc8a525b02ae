import type { AddressInfo } from 'node:net';
import type { S3Place } from '../../../central/files/store/s3/s3Settings.ts';
import { createCentral } from '../../../central/app/serve.ts';
import { openPostgres } from '../../../central/db/postgres.ts';

// A central in a process of its own, to be killed: `serverProcess.ts POSTGRES_URL FOLDER NOW [S3_PLACE]`. Prints its port.
const [, , url = '', folder = '', now = '', place] = process.argv;
const s3 = place === undefined ? undefined : (JSON.parse(place) as S3Place);
const db = openPostgres(url, 4);
const { app } = await createCentral({ db, folder, now: () => Number(now), logLevel: 'silent', s3 });
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`);
