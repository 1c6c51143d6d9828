import { Component } from "react";
import type { ReactNode } from "react";
import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";

const allowed = [
  "p",
  "strong",
  "em",
  "ul",
  "ol",
  "li",
  "a",
  "h4",
  "h5",
  "h6",
  "h1",
  "h2",
  "h3",
  "br",
  "code",
  "blockquote",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "del",
  "hr",
];

const components = { h1: "h4", h2: "h4", h3: "h5", a: OutsideLink } as const;

/** The body of an answer. HTML in it is left out; headings start below the article's own. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose">
      <PlainInstead key={text} text={text}>
        <ReactMarkdown
          skipHtml
          unwrapDisallowed
          allowedElements={allowed}
          remarkPlugins={[remarkGfm]}
          components={components}
        >
          {text}
        </ReactMarkdown>
      </PlainInstead>
    </div>
  );
}

/** A text nested beyond all measure overflows the stack: its words are shown, and the page stays. */
class PlainInstead extends Component<{ text: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <p>{this.props.text}</p> : this.props.children;
  }
}

function OutsideLink({ href, children }: { href?: string; children?: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}
