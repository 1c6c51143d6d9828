import { StartError } from "../../errors.ts";
import { xzufiVersions, type XzufiVersion } from "./xzufi/versions.ts";

const commandNames = ["import", "export", "import-xzufi", "export-xzufi"] as const;

export interface CommandLine {
  command: (typeof commandNames)[number];
  /** Folder or file; null: the command's own. */
  path: string | null;
  dryRun: boolean;
  keepGoing: boolean;
  /** With hints for those who answer. */
  withHints: boolean;
  xzufiVersion: XzufiVersion;
}

const usage = `npm run knowledge -- import [--dry-run] [--keep-going] [Ordner]
npm run knowledge -- export [--dry-run] Ordner
npm run knowledge -- import-xzufi [--dry-run] Datei.xml
npm run knowledge -- export-xzufi [--version=2.2.0|2.3.1] [--with-hints] Datei.xml`;

/**
 * Without a command the knowledge base is imported.
 * @throws StartError with the usage
 */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const flags = words.filter((word) => word.startsWith("--"));
  const [first, ...rest] = words.filter((word) => !word.startsWith("--"));
  const named = commandNames.find((name) => name === first);
  const paths = named || first === undefined ? rest : [first, ...rest];
  const command = named ?? "import";
  const version = flags.find((flag) => flag.startsWith("--version="))?.slice("--version=".length);
  const allowed: Record<CommandLine["command"], readonly string[]> = {
    import: ["--dry-run", "--keep-going"],
    export: ["--dry-run"],
    "import-xzufi": ["--dry-run"],
    "export-xzufi": [`--version=${version ?? ""}`, "--with-hints"],
  };
  const unknown = flags.find((flag) => !allowed[command].includes(flag));
  const xzufiVersion = xzufiVersions.find((each) => each === (version ?? xzufiVersions[0]));
  if (unknown || !xzufiVersion || paths.length > 1 || (command !== "import" && !paths[0])) {
    throw new StartError(`Das ist nicht zu verstehen; so geht es:\n${usage}`);
  }
  return {
    command,
    path: paths[0] ?? null,
    dryRun: flags.includes("--dry-run"),
    keepGoing: flags.includes("--keep-going"),
    withHints: flags.includes("--with-hints"),
    xzufiVersion,
  };
}
