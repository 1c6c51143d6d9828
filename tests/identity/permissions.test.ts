import { describe, expect, test } from "vitest";
import { deskCommands } from "../../src/dashboard/schema.ts";
import {
  administrationsWhere,
  demand,
  deskCommandPermissions,
  may,
  permissions,
  roles,
} from "../../src/identity/permissions.ts";
import type { Grant, Permission, Principal, Role } from "../../src/identity/permissions.ts";

function person(...grants: Grant[]): Principal {
  return { userId: "user-1", name: "Erika Muster", grants, agentId: null };
}
const in_ = (role: Role, administrationId: string | null): Grant => ({ role, administrationId });

describe("what a role may do", () => {
  // Written a second time on purpose: whoever changes the table must mean it.
  const expected: Record<Role, Permission[]> = {
    agent: [
      "places.read",
      "services.read",
      "directory.read",
      "center.read",
      "calls.take",
      "calls.transfer",
      "callbacks.cancel",
      "contacts.readOwn",
      "concerns.write",
      "answerReports.write",
      "tickets.write",
      "tickets.read",
      "reports.readOwn",
      "simulator.call",
    ],
    operator: [
      "places.read",
      "services.read",
      "directory.read",
      "center.read",
      "calls.take",
      "calls.transfer",
      "callbacks.cancel",
      "contacts.readOwn",
      "concerns.write",
      "answerReports.write",
      "tickets.write",
      "tickets.read",
      "reports.readOwn",
      "simulator.call",
    ],
    editor: [
      "places.read",
      "services.read",
      "directory.read",
      "answerReports.read",
      "services.write",
      "corrections.read",
      "exchange.use",
      "reports.readOwn",
    ],
    supervisor: [
      "places.read",
      "services.read",
      "directory.read",
      "center.read",
      "team.read",
      "callbacks.cancel",
      "callbacks.supervise",
      "corrections.read",
      "contacts.read",
      "tickets.read",
      "reports.read",
      "reports.readOwn",
      "planning.read",
      "planning.write",
      "settings.read",
      "settings.write",
      "simulator.call",
    ],
    administrator: [
      "places.read",
      "services.read",
      "directory.read",
      "center.read",
      "contacts.read",
      "reports.readOwn",
      "settings.read",
      "settings.write",
      "people.manage",
      "exchange.use",
      "simulator.call",
    ],
  };

  test.each(roles)("%s", (role) => {
    const all = Object.keys(permissions) as Permission[];
    const allowed = all.filter((permission) => may(person(in_(role, null)), permission));
    expect(allowed.toSorted()).toEqual(expected[role].toSorted());
  });

  test("nobody without a role may do anything", () => {
    const all = Object.keys(permissions) as Permission[];
    expect(all.filter((permission) => may(person(), permission))).toEqual([]);
  });

  test("every command of the desk asks for a permission", () => {
    expect(Object.keys(deskCommandPermissions).toSorted()).toEqual(
      Object.keys(deskCommands).toSorted(),
    );
  });
});

describe("where a role holds", () => {
  test("a grant in one administration holds there and nowhere else", () => {
    const editor = person(in_("editor", "vulkaneifel"));
    expect(may(editor, "services.write", "vulkaneifel")).toBe(true);
    expect(may(editor, "services.write", "cochem-zell")).toBe(false);
    expect(may(editor, "services.write")).toBe(true);
  });

  test("what belongs to no administration needs a grant for all", () => {
    expect(may(person(in_("editor", "vulkaneifel")), "services.write", null)).toBe(false);
    expect(may(person(in_("editor", null)), "services.write", null)).toBe(true);
  });

  test("two roles add up, each where it holds", () => {
    const both = person(in_("agent", "vulkaneifel"), in_("supervisor", "cochem-zell"));
    expect(may(both, "calls.take", "cochem-zell")).toBe(false);
    expect(may(both, "contacts.read", "cochem-zell")).toBe(true);
    expect(may(both, "contacts.read", "vulkaneifel")).toBe(false);
  });

  test("the administrations of a permission are listed, or all of them", () => {
    const two = person(in_("supervisor", "vulkaneifel"), in_("supervisor", "cochem-zell"));
    expect(administrationsWhere(two, "contacts.read")).toEqual(["cochem-zell", "vulkaneifel"]);
    expect(administrationsWhere(two, "people.manage")).toEqual([]);
    expect(administrationsWhere(person(in_("supervisor", null)), "contacts.read")).toBe("all");
  });

  test("a demand that is not met is 403", () => {
    expect(() => demand(person(in_("agent", null)), "people.manage")).toThrow(
      expect.objectContaining({ status: 403, code: "forbidden" }),
    );
  });
});
