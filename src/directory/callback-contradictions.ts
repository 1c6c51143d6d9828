import type { EditableSettings, SettingNote } from "./line-schema.ts";

type Callback = EditableSettings["callback"];

/** R11: least and most of each value, its unit, and why. */
const limits: Record<
  Exclude<keyof Callback, "byKey">,
  { min: number; max: number; unit: string; why: string }
> = {
  callsPerCallback: {
    min: 0,
    max: 20,
    unit: "Anrufe",
    why: "Mit mehr Anrufen dazwischen käme bei Andrang kaum noch ein Rückruf an die Reihe",
  },
  retrySeconds: {
    min: 60,
    max: 14_400,
    unit: "Sekunden",
    why: "Wer gerade nicht abnimmt, tut es auch nach einigen Sekunden nicht; nach 4 Stunden rechnet er nicht mehr damit",
  },
  attemptsMax: {
    min: 1,
    max: 10,
    unit: "Versuche",
    why: "Mindestens einmal ist zugesagt, und niemand soll sich bedrängt fühlen",
  },
  dialSecondsMax: {
    min: 10,
    max: 120,
    unit: "Sekunden",
    why: "So lange braucht ein Mensch, bis er abhebt",
  },
};

/** Why the settings for callbacks cannot hold. */
export function callbackProblems({ callback }: EditableSettings): SettingNote[] {
  return Object.entries(limits).flatMap(([name, { min, max, unit, why }]) => {
    const value = callback[name as keyof typeof limits];
    if (value >= min && value <= max) return [];
    const message = `Erlaubt sind ${min} bis ${max} ${unit}. ${why}.`;
    return [{ field: `callback.${name}`, message }];
  });
}

/** What may be meant, but rarely is. */
export function callbackHints({ callback }: EditableSettings): SettingNote[] {
  if (callback.callsPerCallback > 0) return [];
  const message =
    "Ohne Anrufe dazwischen kommen alle älteren Rückrufe zuerst: Wer gerade anruft, wartet so lange.";
  return [{ field: "callback.callsPerCallback", message }];
}
