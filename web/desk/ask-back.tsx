import { useId } from "react";
import type { ServiceDetail } from "../../src/knowledge/schema.ts";
import { texts } from "../texts.ts";
import { useDeskParts } from "./desk-context.tsx";

interface Props {
  question: NonNullable<ServiceDetail["question"]>;
}

/** What the caller must say before anybody can be named: nothing is guessed. */
export function AskBack({ question }: Props) {
  const { lookup } = useDeskParts();
  const name = useId();
  return (
    <fieldset className="ask-back">
      <legend>
        <span className="overline">{texts.offices.askBack}</span> {question.ask}
      </legend>
      <div className="cases">
        {question.cases.map((each, index) => (
          <div className="choice" key={each}>
            <input
              type="radio"
              id={`${name}-${index}`}
              name={name}
              checked={question.chosen === each}
              onChange={() => lookup.chooseCase(each)}
            />
            <label htmlFor={`${name}-${index}`}>{each}</label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
