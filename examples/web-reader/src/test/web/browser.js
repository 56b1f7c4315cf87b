import * as patientory from '/patientory/index.js';
import { run } from './conformance.js';

// Runs /files/jobs.json; results and what was written go to /out/.
const io = {
  read: async (file) => (await fetch(`/files/${file}`)).blob(),
  write: async (file, blob) => {
    const { ok, status } = await fetch(`/out/${file}`, { method: 'PUT', body: blob });
    if (!ok) {
      throw new Error(`PUT ${file}: ${status}`);
    }
  },
};

/** The test calls this and waits for its promise. */
globalThis.exchange = async () => {
  const jobs = await (await fetch('/files/jobs.json')).json();
  const results = await run(patientory, jobs, io);
  await io.write('results.json', new Blob([JSON.stringify(results)]));
  return results.length;
};
