// Prisma's schema engine as WebAssembly: compares a database with prisma/schema.prisma. For the
// authoring of migrations and for the test of them alone; the service never loads it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** The identifiers PostgreSQL gives to the types "char" and "char"[]. */
const charType = 18;
const charArrayType = 1002;

/**
 * @returns the SQL that leads from the database at `url` to the datamodel `schema`; null when they
 *   are equal already
 */
export async function diffDatabaseToSchema(url: string, schema: string): Promise<string | null> {
  const files = [{ path: "schema.prisma", content: schema }];
  const { exitCode, stdout } = await withSchemaEngine(url, schema, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "/" },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return exitCode === 0 ? null : stdout;
}

/** Runs `use` with an engine that is connected to the database at `url`. */
export async function withSchemaEngine<Result>(
  url: string,
  schema: string,
  use: (engine: engineModule.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  await loadEngine();
  const pool = new pg.Pool({ connectionString: url });
  const adapter = bindMigrationAwareSqlAdapterFactory(readingCharacters(pool));
  const datamodels = [["schema.prisma", schema]] satisfies [string, string][];
  const engine = await engineModule.SchemaEngine.new({ datamodels }, () => {}, adapter);
  try {
    return await use(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

let loading: Promise<void> | undefined;

/** Node 20 cannot import WebAssembly, as the package's own entry does. */
function loadEngine(): Promise<void> {
  loading ??= (async () => {
    const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
    const binary = await readFile(path.join(path.dirname(entry), "schema_engine_bg.wasm"));
    const imports = {
      "./schema_engine_bg.js": engineModule as unknown as WebAssembly.ModuleImports,
    };
    const { instance } = await WebAssembly.instantiate(binary, imports);
    engineModule.__wbg_set_wasm(instance.exports);
    (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  })();
  return loading;
}

/**
 * The engine reads PostgreSQL's catalogue, which has columns of the type "char"; the adapter
 * refuses that type, but knows its array type. So it is led to take the one for the other.
 */
function readingCharacters(pool: pg.Pool): PrismaPg {
  const query = pool.query.bind(pool) as (...parameters: unknown[]) => Promise<pg.QueryResult>;
  const withArrays = async (...parameters: unknown[]) => {
    const result = await query(...parameters);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === charType) field.dataTypeID = charArrayType;
    }
    return result;
  };
  pool.query = withArrays as typeof pool.query;
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (sql) => {
      const result = await queryRaw(sql);
      const columnTypes = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return factory;
}
