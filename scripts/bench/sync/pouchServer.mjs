// The server of the peer, in a process of its own as central is: FOLDER of its packages, FOLDER of its databases, PORT.
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

const [packages, databases, port] = process.argv.slice(2);
const load = createRequire(join(packages, 'package.json'));
const PouchDB = load('pouchdb').defaults({ prefix: databases + sep });
const app = load('express')();
app.use('/', load('express-pouchdb')(PouchDB, { inMemoryConfig: true, mode: 'minimumForPouchDB' }));
app.listen(Number(port), '127.0.0.1');
