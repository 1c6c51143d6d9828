/** The versions that are written; every version of the standard is read. */
export const xzufiVersions = ["2.2.0", "2.3.1"] as const;
export type XzufiVersion = (typeof xzufiVersions)[number];

/** "2.3.1" → "http://xoev.de/schemata/xzufi/2_3_1" */
export function namespaceOf(version: XzufiVersion): string {
  return `http://xoev.de/schemata/xzufi/${version.replaceAll(".", "_")}`;
}
