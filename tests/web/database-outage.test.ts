import { it } from "vitest";
import { describeInBrowser } from "./support/desk-in-browser.ts";

describeInBrowser("a desk whose centre cannot reach the database", (desk) => {
  it(
    "says so in German: callers keep waiting, and what is pressed will be carried out",
    { timeout: 120_000 },
    async () => {
      desk.server.center.status = { ...desk.server.center.status, database: false };
      const page = await desk.open();
      const alert = page
        .getByRole("alert")
        .filter({ hasText: "Die Datenbank ist nicht erreichbar" });
      await alert
        .filter({ hasText: "Wer wartet, hört weiter Musik und behält den Platz" })
        .waitFor();
      await alert.filter({ hasText: "was Sie jetzt auslösen, wird ausgeführt" }).waitFor();
    },
  );
});
