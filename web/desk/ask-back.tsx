import { useId } from "react";
import type { KeyboardEvent } from "react";
import type { ServiceDetail } from "../../src/knowledge/schema.ts";
import { keys } from "../keys.ts";
import { texts } from "../texts.ts";
import { isEnter } from "../ui/use-list.ts";
import { useDeskParts } from "./desk-context.tsx";

interface Props {
  question: NonNullable<ServiceDetail["question"]>;
}

/** Leads into the question of the open answer. @returns whether there is one */
export function focusQuestion(): boolean {
  const asked = [".article .ask-back", ".ask-back"].flatMap((each) => [
    ...document.querySelectorAll(each),
  ]);
  const shown = asked.find((question) => question.checkVisibility());
  const choices = [...(shown?.querySelectorAll("input") ?? [])];
  const choice = choices.find(({ checked }) => checked) ?? choices[0];
  choice?.focus();
  return choice !== undefined;
}

/** What the caller must say before anybody can be named: nothing is guessed. */
export function AskBack({ question }: Props) {
  const { lookup } = useDeskParts();
  const name = useId();
  const choiceId = (index: number) => `${name}-${index}`;
  const onKey = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    const focused = question.cases.findIndex(
      (_, at) => choiceId(at) === document.activeElement?.id,
    );
    const digit = /^[1-9]$/.test(event.key) && !event.altKey && !event.ctrlKey && !event.metaKey;
    const index = digit ? Number(event.key) - 1 : isEnter(event) ? focused : -1;
    const chosen = question.cases[index];
    if (chosen === undefined) return;
    event.preventDefault();
    document.getElementById(choiceId(index))?.focus();
    lookup.chooseCase(chosen);
  };
  return (
    <fieldset className="ask-back" onKeyDown={onKey}>
      <legend>
        <span className="overline">
          {texts.offices.askBack} <kbd aria-hidden="true">{keys.question.label}</kbd>
        </span>{" "}
        {question.ask}
        <span className="only-spoken"> {texts.offices.askKeys}</span>
      </legend>
      <div className="cases">
        {question.cases.map((each, index) => (
          <div className="choice" key={each}>
            <input
              type="radio"
              id={choiceId(index)}
              name={name}
              checked={question.chosen === each}
              onChange={() => lookup.chooseCase(each)}
            />
            <label htmlFor={choiceId(index)}>
              {each}
              {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
