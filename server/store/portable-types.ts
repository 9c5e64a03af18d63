import { DataTypeNode, OperationNodeTransformer, RawNode } from 'kysely';
import type {
  ColumnDefinitionNode,
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';

/**
 * SQLite's types as PostgreSQL has them: whole numbers of 64 bits, real ones of double precision (a `real` there has half the digits), text in the
 * order of its bytes, whatever language the database was made for.
 */
const IN_POSTGRES: Readonly<Record<string, string>> = {
  integer: 'bigint',
  real: 'double precision',
  text: 'text collate "C"',
};

/** Makes PostgreSQL's columns of SQLite's. */
export class PortableTypes implements KyselyPlugin {
  readonly #transformer = new ToPostgres();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(node, queryId);
  }

  transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return Promise.resolve(result);
  }
}

class ToPostgres extends OperationNodeTransformer {
  protected override transformColumnDefinition(
    ...[node, queryId]: Parameters<OperationNodeTransformer['transformColumnDefinition']>
  ): ColumnDefinitionNode {
    const { dataType } = node;
    const known = DataTypeNode.is(dataType) ? IN_POSTGRES[dataType.dataType] : undefined;
    return super.transformColumnDefinition(
      known === undefined ? node : { ...node, dataType: RawNode.createWithSql(known) },
      queryId,
    );
  }
}
