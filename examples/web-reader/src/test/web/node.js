import { openAsBlob } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as patientory from '../../../web/patientory/index.js';
import { run } from './conformance.js';

// node node.js FOLDER OUT: runs FOLDER/jobs.json; results and what was written go to OUT.
const [folder, out] = process.argv.slice(2);
await mkdir(out, { recursive: true });
const io = {
  read: (file) => openAsBlob(join(folder, file)),
  write: async (file, blob) => writeFile(join(out, file), blob.stream()),
};
const jobs = JSON.parse(await readFile(join(folder, 'jobs.json'), 'utf8'));
const results = await run(patientory, jobs, io);
await writeFile(join(out, 'results.json'), JSON.stringify(results));
