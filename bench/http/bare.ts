import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { matchingRequestSchema } from '#solver/contract/api/cohorts.ts';

/*
 * The least that a what-if could cost: a route with the same schema for its body that always gives the same answer, read from the file that is named.
 * Prints its address as the service does.
 */
const answer = readFileSync(process.argv[2] ?? '', 'utf8');
const app = Fastify({ bodyLimit: 1024 * 1024 });
app.setValidatorCompiler(validatorCompiler);
app.setSerializerCompiler(serializerCompiler);
app.post('/what-if', { schema: { body: matchingRequestSchema } }, (_request, reply) =>
  reply.type('application/json; charset=utf-8').send(answer),
);
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`bare: http://127.0.0.1:${(app.server.address() as AddressInfo).port}\n`);
process.on('SIGTERM', () => process.exit(0));
