import { describe, expect, test } from "vitest";
import { linkFault } from "../../src/knowledge/editing/links.ts";
import { markdownLinks } from "../../src/knowledge/editing/markdown-links.ts";

test.each([
  "https://www.vulkaneifel.de/ausweis?x=1#y",
  "HTTPS://WWW.DAUN.DE",
  "http://daun.de",
  "https://müller-größe.de/straße",
  "https://bücher.みんな",
  "mailto:info@daun.example",
  "mailto:info@daun.example?subject=Ausweis%20verloren",
  "tel:+4965929330",
])("%s is a link", (link) => {
  expect(linkFault(link)).toBe(null);
});

const incomplete = "nennt keine vollständige Adresse wie https://www.beispiel.de";
test.each([
  ["", "ist leer"],
  ["www.daun.de", "beginnt nicht mit https://"],
  ["//daun.de", "beginnt nicht mit https://"],
  ["htps://daun.de", "beginnt nicht mit https://"],
  ["javascript:alert(1)", "beginnt nicht mit https://"],
  ["data:text/html,<b>", "enthält „<“, das in keiner Adresse stehen darf"],
  ["data:text/html,x", "beginnt nicht mit https://"],
  ["https://", incomplete],
  ["https:///daun.de", incomplete],
  ["https://daun", incomplete],
  ["https://daun..de", incomplete],
  ["https://www.vulkaneifel,de", incomplete],
  ["https://https://daun.de", incomplete],
  ["https://192.168.0.1/", incomplete],
  ["https://daun.de:99999", incomplete],
  ["https:// daun.de", "enthält ein Leerzeichen"],
  ["https://daun.de/mein formular.pdf", "enthält ein Leerzeichen"],
  ["https://daun.de/for\u00admular", "enthält ein unsichtbares Zeichen; tippen Sie ihn neu"],
  ["https://daun.de/\u200b", "enthält ein unsichtbares Zeichen; tippen Sie ihn neu"],
  ["https://-daun.de", incomplete],
  ["https://daun.de\\formular", "enthält „\\“, das in keiner Adresse stehen darf"],
  ["https://user:secret@daun.de", "enthält Zugangsdaten"],
  ["mailto:", "nennt keine E-Mail-Adresse"],
  ["mailto:daun.de", "nennt keine E-Mail-Adresse"],
  ["tel:", "nennt keine Telefonnummer"],
  ["tel:--", "nennt keine Telefonnummer"],
  [`https://daun.de/${"x".repeat(1_000)}`, "ist länger als 1.000 Zeichen"],
])("%s is refused: it %s", (link, why) => {
  expect(linkFault(link)).toBe(why);
});

describe("a text", () => {
  test("leads wherever desks would lead: named, bare, in brackets, by reference, by mail", () => {
    const text =
      "Siehe [hier](https://a.de/x_(y)), <https://b.de>, www.c.de, d@e.de und [dort][1].\n\n" +
      "[1]: htps://z.de";
    expect(markdownLinks(text)).toEqual({
      links: [
        "https://a.de/x_(y)",
        "https://b.de",
        "http://www.c.de",
        "mailto:d@e.de",
        "htps://z.de",
      ],
      unread: [],
      left: [],
      tooDeep: false,
      tooMany: false,
    });
  });

  test("has links that were meant, and are none", () => {
    const unread = (text: string) => markdownLinks(text).unread;
    expect(unread("[F](https://kreis.de/mein formular.pdf)")).toEqual([
      "https://kreis.de/mein formular.pdf",
    ]);
    expect(unread("[F](https://kreis.de")).toEqual(["https://kreis.de"]);
    expect(unread("\\[a\\]\\(b\\) und `[a](b c)` und [Siehe] (oben)")).toEqual([]);
  });

  test("has parts that no desk shows", () => {
    const left = (text: string) => markdownLinks(text).left;
    expect(left("<script>alert(1)</script>")).toEqual(["<script>alert(1)</script>"]);
    expect(left("Für <Name> kostet es <5 Euro.")).toEqual(["<Name>"]);
    expect(left("![Wappen](https://a.de/w.png)")).toEqual(["![Wappen](https://a.de/w.png)"]);
  });

  test("that is nested beyond all measure is known without being parsed", () => {
    expect(markdownLinks(`${"> ".repeat(15_000)}www.a.de`).tooDeep).toBe(true);
    expect(markdownLinks(`${"- ".repeat(15_000)}www.a.de`).tooDeep).toBe(true);
    expect(markdownLinks("> - 1. Punkt mit [Link](https://a.de)").tooDeep).toBe(false);
    expect(markdownLinks(`${"-".repeat(80)}\n${"*".repeat(80)}`).tooDeep).toBe(false);
  });

  test.each([
    "*a_",
    "](",
    "[a](",
    "- [a](b)\n",
    "|a|b|\n|-|\n",
    "<a",
    "www.a.de\n\n",
    "a@",
    "1. a\n",
  ])("that nobody writes, %j by the thousand, keeps nobody waiting", (fragment) => {
    const begin = process.cpuUsage();
    const text = `${fragment.repeat(40_000 / fragment.length)}<`;
    expect(markdownLinks(text)).toMatchObject({ tooMany: true, links: [] });
    expect(process.cpuUsage(begin).user).toBeLessThan(500_000);
  });

  test("of many pages is read: eighty links in lists, or half as many in paragraphs", () => {
    const item = "- [Formular des Kreises](https://www.kreis.de/formular)\n";
    expect(markdownLinks(item.repeat(80).trim()).links).toHaveLength(80);
    const paragraph = "Siehe [Formular](https://www.kreis.de). **Bitte** rechtzeitig.\n\n";
    expect(markdownLinks(paragraph.repeat(40)).links).toHaveLength(40);
  });

  test.each(["-", ">", "1."])("that is nested almost that deeply by %s costs nothing", (sign) => {
    const begin = process.cpuUsage();
    expect(markdownLinks(`${`${sign}  `.repeat(19)}x`).tooDeep).toBe(false);
    expect(process.cpuUsage(begin).user).toBeLessThan(1_000_000);
  });
});
