import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * A question that every request asks: built and written as SQL the first time, and asked again with other values only, since to build it takes several
 * times as long as SQLite takes to answer. The values have to be all that the statement is given, in their order: throws where it is given something else.
 */
export function compiledOnce<Values extends readonly unknown[], Row>(
  database: Kysely<Tables>,
  build: (...values: Values) => Compilable<Row>,
): (...values: Values) => Promise<Row | undefined> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (...values): Promise<Row | undefined> => {
    compiled ??= compileFor(build, values);
    const { rows } = await database.executeQuery<Row>({ ...compiled, parameters: values });
    return rows[0];
  };
}

function compileFor<Values extends readonly unknown[], Row>(
  build: (...values: Values) => Compilable<Row>,
  values: Values,
): CompiledQuery<Row> {
  const compiled = build(...values).compile();
  const { parameters } = compiled;
  if (parameters.length !== values.length || parameters.some((value, at) => value !== values[at]))
    throw new Error(`the statement takes other values than it is given: ${compiled.sql}`);
  return compiled;
}
