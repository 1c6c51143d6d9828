declare module "virtual:icons" {
  export const iconPaths: Record<import("./ui/icon-names.ts").IconName, string>;
}
declare module "*.css";
