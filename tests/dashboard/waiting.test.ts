import { expect, it } from "vitest";
import { waitingViews } from "../../src/dashboard/waiting.ts";
import { Centre } from "../routing/centre.ts";

const words = "Französisch";

it("tells what a caller needs who was passed on, for as long as he needs it", () => {
  const centre = new Centre();
  centre.ready("anna");
  const id = centre.talk("anna");
  centre.ready("bert", { skills: [words] });
  centre.choose("bert", "break");
  const passOn = {
    type: "passOn" as const,
    agentId: "anna",
    contactId: id,
    skills: [words],
    words,
  };
  centre.do(passOn);
  const needed = () => waitingViews(centre.state).get(id)?.view.requiredSkills;
  expect(needed()).toEqual([words]);
  centre.choose("anna", "break");
  centre.wait((centre.contact(id).sought!.until! - centre.now) / 1_000 + 1);
  expect(needed()).toEqual([]);
});
