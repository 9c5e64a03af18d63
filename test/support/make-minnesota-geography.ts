import { readFileSync, writeFileSync } from 'node:fs';
import { layOut } from './lay-out-json.ts';
import { minnesotaGeography } from './minnesota-geography.ts';

/** Writes the geography into the Minnesota programme file, in place: `node test/support/make-minnesota-geography.ts`. */
const file = new URL('../../solver/contract/programme/minnesota.json', import.meta.url);
const programme = JSON.parse(readFileSync(file, 'utf8')) as object;
writeFileSync(file, `${layOut({ ...programme, geography: minnesotaGeography() })}\n`);
