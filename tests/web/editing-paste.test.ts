import { describe, expect, it } from "vitest";
import { markdownOf } from "../../web/editing/paste-markdown.ts";

/** As Word puts it on the clipboard. */
const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal{margin:0}</style><title>Merkblatt</title></head><body lang=DE>
<!--StartFragment--><h1>Umtausch</h1>
<p class=MsoNormal>Bitte <b>persönlich</b>&nbsp;kommen, siehe
<a href="https://www.kba.de/x">KBA</a> und <a href="#_Toc1">oben</a>.<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Lichtbild</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·</span>Alter Führerschein</p>
<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>Antrag</p>
<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.</span>Abholung</p>
<table><tr><th>Jahr</th><th>Frist</th></tr><tr><td>1953</td><td>2033</td></tr></table>
<script>alert(1)</script><img src="x" onerror="alert(1)"><!--EndFragment--></body></html>`;

describe("what is pasted", () => {
  it("from Word keeps headings, lists, bold, links and tables as Markdown, and nothing else", () => {
    expect(markdownOf(word)?.split("\n")).toEqual([
      "## Umtausch",
      "",
      "Bitte **persönlich** kommen, siehe [KBA](https://www.kba.de/x) und oben.",
      "",
      "- Lichtbild",
      "- Alter Führerschein",
      "",
      "1. Antrag",
      "2. Abholung",
      "",
      "| Jahr | Frist |",
      "| ---- | ----- |",
      "| 1953 | 2033  |",
    ]);
  });

  it("without marks stays the plain words that come with it", () => {
    expect(markdownOf("<meta charset=utf-8><span style='color:red'>46,00 Euro</span>")).toBe(null);
    const wrapped = "<b style='font-weight:normal' id='docs-internal-guid-1'><p>46,00</p></b>";
    expect(markdownOf(wrapped)).toBe(null);
    expect(markdownOf("<p><a href='javascript:alert(1)'>hier</a></p>")).toBe(null);
  });
});
