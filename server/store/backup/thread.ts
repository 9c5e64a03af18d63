import { workerData } from 'node:worker_threads';
import { backUp } from './back-up.ts';

/* Copying and checking a store takes as long as the disk does; the thread that answers requests does not wait for it. */
const { storeFile, target } = workerData as { storeFile: string; target: string };
backUp(storeFile, target);
