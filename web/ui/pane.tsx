import type { ComponentProps, ReactNode } from "react";

interface Props extends Omit<ComponentProps<"section">, "title"> {
  id: string;
  title: ReactNode;
  aside?: ReactNode;
}

/** A part of the desk with a heading; F6 moves from one to the next. */
export function Pane({ id, title, aside, className = "", children, ...rest }: Props) {
  return (
    <section
      id={id}
      className={`pane ${className}`}
      aria-labelledby={`${id}-title`}
      tabIndex={-1}
      {...rest}
    >
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {aside && <div className="aside">{aside}</div>}
      </header>
      {children}
    </section>
  );
}
