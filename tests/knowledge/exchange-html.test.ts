import { describe, expect, test } from "vitest";
import {
  htmlToMarkdown,
  htmlToParagraphs,
  markdownToHtml,
  normalMarkdown,
  UnreadableText,
} from "../../src/knowledge/exchange/xzufi/html.ts";

/** What editors of other systems send, and what an answer keeps of it. */
const cases: Record<string, [html: string, markdown: string]> = {
  "nothing that runs": [
    `<p onclick="x()">a<script>alert(1)</script><svg><script>b()</script><text>c</text></svg>d</p>`,
    "ad",
  ],
  "no styles, neither as words": [
    `<style>p{color:red}</style><p style="color:red" class="MsoNormal">Wort</p>`,
    "Wort",
  ],
  "no frames and objects with what they hold": [
    `<iframe src="https://e.example">x</iframe><object data="x">y</object><p>Wort</p>`,
    "Wort",
  ],
  "links of the web, of mail and of telephones": [
    `<a href="https://a.example">a</a> <a href="mailto:a@b.de">b</a> <a href="tel:+496592">c</a>`,
    "[a](https://a.example) [b](mailto:a@b.de) [c](tel:+496592)",
  ],
  "only the words of links that lead nowhere from here": [
    `<a href="javascript:x()">a</a> <a href=" JaVa\nscript:x()">b</a> <a href="data:text/html,x">c</a>
<a href="/leistung/1">d</a> <a href="#oben">e</a> <a name="f">f</a>`,
    "a b c d e f",
  ],
  "addresses without their scheme": [`<a href="//a.example/b">a</a>`, "[a](https://a.example/b)"],
  "lists inside of a table in its lines": [
    `<table><tr><th>Art</th><th>Nachweis</th></tr>
<tr><td><p>Erst<b>antrag</b></p></td><td><ul><li>Ausweis</li><li><p>Foto</p></li></ul></td></tr></table>`,
    "| Art            | Nachweis      |\n| -------------- | ------------- |\n| Erst**antrag** | Ausweis; Foto |",
  ],
  "a table inside of a table in its lines": [
    `<table><tr><td>A<table><tr><td>B</td><td>C</td></tr></table></td><td>D</td></tr></table>`,
    "|       |   |\n| ----- | - |\n| A B C | D |",
  ],
  "no empty items": ["<ul><li> </li><li><br></li><li>Wort</li></ul>", "- Wort"],
  "words without places to break them": [
    "Personal&shy;ausweis, Bundes&#8203;druckerei",
    "Personalausweis, Bundesdruckerei",
  ],
  "addresses in the text as links": [
    "<p>Siehe www.a.example oder post@b.example</p>",
    "Siehe [www.a.example](http://www.a.example) oder <post@b.example>",
  ],
  "signs of Markdown as words": [
    "<p># 1. *a* [b](javascript:x) &lt;script&gt;</p>",
    "\\# 1. \\*a\\* \\[b]\\(javascript:x) \\<script>",
  ],
};

describe("foreign HTML", () => {
  test.each(Object.entries(cases))("leaves %s", (_, [html, markdown]) => {
    expect(htmlToMarkdown(html)).toBe(markdown);
    // A second look at the same text must find no difference.
    expect(normalMarkdown(markdown)).toBe(markdown);
    const shown = markdownToHtml(markdown);
    expect(shown).not.toMatch(/<(script|style|svg|iframe|img)|\son\w+=|style=|javascript:[^x]/i);
  });

  test("says the same as plain words", () => {
    expect(htmlToParagraphs("<p>Personal&shy;ausweis</p><style>p{}</style><svg>x</svg>")).toEqual([
      "Personalausweis",
    ]);
  });

  test.each(["<b>", "<ul><li>", "<div>", "<blockquote>"])(
    "of too many %s inside of each other, and of endless text, is refused",
    (tag) => {
      for (const read of [htmlToMarkdown, htmlToParagraphs]) {
        expect(() => read(`${tag.repeat(8000)}x`)).toThrow(UnreadableText);
        expect(() => read("Wort ".repeat(30_000))).toThrow(UnreadableText);
      }
    },
  );
});
