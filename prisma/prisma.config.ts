import { defineConfig } from "prisma/config";

/** Prisma's command line finds schema and migrations here; the service itself never reads this. */
export default defineConfig({
  schema: "schema.prisma",
  migrations: { path: "migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
