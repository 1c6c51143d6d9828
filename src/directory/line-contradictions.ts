import { callbackHints, callbackProblems } from "./callback-contradictions.ts";
import type { EditableSettings, SettingName, SettingNote } from "./line-schema.ts";
import { weekdays } from "./hours.ts";

/** What a line's settings must agree with. */
export interface LineSurroundings {
  line: { id: string; number: string };
  lines: readonly { id: string; number: string; name: string; nightTarget: string | null }[];
  team: readonly { lineIds: readonly string[]; skills: readonly string[] }[];
}

const dayNames = {
  monday: "Montag",
  tuesday: "Dienstag",
  wednesday: "Mittwoch",
  thursday: "Donnerstag",
  friday: "Freitag",
  saturday: "Samstag",
  sunday: "Sonntag",
} as const;

/** Least and most seconds of each time, and why. */
const limits: Partial<Record<SettingName, { min: number; max: number; why: string }>> = {
  answerTargetSeconds: {
    min: 1,
    max: 600,
    why: "Eine Zusage von 0 Sekunden kann niemand halten, eine über 10 Minuten ist keine",
  },
  offerSecondsMax: {
    min: 5,
    max: 120,
    why: "In weniger als 5 Sekunden kann niemand annehmen, nach 2 Minuten hat der Anrufer aufgelegt",
  },
  ringSecondsMax: { min: 5, max: 120, why: "So lange braucht ein Telefon, bis jemand abhebt" },
  transferSecondsMax: {
    min: 5,
    max: 120,
    why: "So lange braucht ein Telefon, bis jemand abhebt",
  },
  wrapUpSecondsMax: {
    min: 5,
    max: 900,
    why: "In weniger als 5 Sekunden lässt sich nichts festhalten",
  },
  recallReservedSecondsMax: {
    min: 0,
    max: 120,
    why: "Länger soll niemand auf eine bestimmte Person warten",
  },
  recallSeconds: {
    min: 10,
    max: 900,
    why: "Ein geparkter Anrufer braucht etwas Zeit, aber niemand soll vergessen werden",
  },
  redialSeconds: {
    min: 0,
    max: 1800,
    why: "Nach einer halben Stunde ist es ein neues Anliegen",
  },
  restSecondsFirst: { min: 1, max: 300, why: "Ohne Abstand käme derselbe Anruf sofort wieder" },
  restSecondsMax: { min: 1, max: 900, why: "Niemand wird auf Dauer aus der Verteilung genommen" },
};

/** Why these settings cannot hold, in sentences that explain it; empty when they can. */
export function contradictionsOf(
  settings: EditableSettings,
  around: LineSurroundings,
): SettingNote[] {
  return [
    ...textProblems(settings),
    ...hourProblems(settings),
    ...limitProblems(settings),
    ...timeProblems(settings),
    ...nightTargetProblems(settings, around),
    ...skillProblems(settings, around),
    ...wideningProblems(settings),
    ...lendingProblems(settings),
    ...callbackProblems(settings),
  ];
}

/** What may be meant, but rarely is. */
export function hintsOf(settings: EditableSettings): SettingNote[] {
  const { answerTargetSeconds: target, offerSecondsMax, ringSecondsMax } = settings;
  const hints: SettingNote[] = [];
  if (offerSecondsMax + ringSecondsMax > target) {
    const sum = offerSecondsMax + ringSecondsMax;
    hints.push(
      note(
        "offerSecondsMax",
        `Wird ein Angebot erst am Ende angenommen und klingelt das Telefon bis zuletzt, vergehen ` +
          `${sum} s; zugesagt sind ${target} s.`,
      ),
    );
  }
  hints.push(...callbackHints(settings));
  settings.widening.forEach((step, index) => {
    if (step.afterSeconds < target) return;
    const late = `Diese Stufe beginnt erst, wenn die Zusage von ${target} s schon gebrochen ist.`;
    hints.push(note(`widening.${index}`, late));
  });
  if (!/\b11[02]\b/.test(settings.closedAnnouncement)) {
    hints.push(note("closedAnnouncement", "Die Ansage nennt keine Notrufnummer (112, 110)."));
  }
  return hints;
}

function textProblems({ greeting, closedAnnouncement }: EditableSettings): SettingNote[] {
  const problems: SettingNote[] = [];
  if (!greeting.includes("{name}")) {
    const message =
      "Die Begrüßung nennt niemanden beim Namen: Schreiben Sie {name}, wo der Name stehen soll.";
    problems.push(note("greeting", message));
  }
  const unknown = greeting.match(/\{(?!name\})[^}]*\}?/)?.[0];
  if (unknown) {
    problems.push(note("greeting", `Nur {name} wird ersetzt; „${unknown}“ würde vorgelesen.`));
  }
  if (closedAnnouncement.trim().length < 10) {
    const message =
      "Ohne Ansage hört ein Anrufer außerhalb der Zeiten nichts: Schreiben Sie einen Satz.";
    problems.push(note("closedAnnouncement", message));
  }
  return problems;
}

function hourProblems({ hours, closures }: EditableSettings): SettingNote[] {
  const problems = weekdays.flatMap((weekday): SettingNote[] => {
    const periods = (hours[weekday] ?? []).toSorted((a, b) => (a.from < b.from ? -1 : 1));
    const index = periods.findIndex((each, i) => i > 0 && each.from < periods[i - 1]!.to);
    if (index < 0) return [];
    const [first, second] = [periods[index - 1]!, periods[index]!];
    return [
      note(
        `hours.${weekday}`,
        `Am ${dayNames[weekday]} überschneiden sich ${first.from}–${first.to} und ` +
          `${second.from}–${second.to}.`,
      ),
    ];
  });
  if (weekdays.every((weekday) => (hours[weekday] ?? []).length === 0)) {
    const message =
      "So wäre der Anschluss nie geöffnet. Um ihn vorübergehend zu schließen, gibt es „Anschluss schließen“.";
    problems.push(note("hours", message));
  }
  closures.forEach((closure, index) => {
    if (closure.to < closure.from) {
      problems.push(note(`closures.${index}`, "Der letzte Schließtag liegt vor dem ersten."));
    }
  });
  return problems;
}

function limitProblems(settings: EditableSettings): SettingNote[] {
  return Object.entries(limits).flatMap(([name, { min, max, why }]) => {
    const value = settings[name as SettingName] as number;
    if (value >= min && value <= max) return [];
    return [note(name, `Erlaubt sind ${min} bis ${max} Sekunden. ${why}.`)];
  });
}

function timeProblems(settings: EditableSettings): SettingNote[] {
  const { answerTargetSeconds: target, offerSecondsMax, restSecondsFirst } = settings;
  const problems: SettingNote[] = [];
  if (target > 0 && offerSecondsMax > target) {
    const message =
      `Ein Angebot darf höchstens so lange dauern wie zugesagt ist (${target} s): Sonst ist die ` +
      "Zusage gebrochen, bevor die nächste Person gefragt wird.";
    problems.push(note("offerSecondsMax", message));
  }
  if (restSecondsFirst > settings.restSecondsMax) {
    const message = "Die erste Pause nach einer Ablehnung ist länger als die längste.";
    problems.push(note("restSecondsFirst", message));
  }
  return problems;
}

function nightTargetProblems(
  { nightTarget }: EditableSettings,
  { line, lines }: LineSurroundings,
): SettingNote[] {
  if (nightTarget === null) return [];
  if (!/^[\w+*#-]{1,64}$/.test(nightTarget)) {
    return [note("nightTarget", "Eine Durchwahl besteht aus Ziffern, ohne Leerzeichen.")];
  }
  // Calls that are passed on and on never reach anybody.
  const passed: string[] = [];
  for (let next: string | null = nightTarget; next !== null;) {
    const target = lines.find((each) => digits(each.number) === digits(next ?? ""));
    if (!target) return [];
    if (target.id === line.id) {
      const message =
        passed.length === 0
          ? "Das Nachtziel ist der Anschluss selbst: Nachts riefe er sich immer wieder selbst an."
          : `Das Nachtziel führt über ${passed.join(" und ")} wieder hierher zurück.`;
      return [note("nightTarget", message)];
    }
    if (passed.includes(target.name)) return [];
    passed.push(target.name);
    next = target.nightTarget;
  }
  return [];
}

function digits(number: string): string {
  return number.replaceAll(/\D/g, "");
}

function skillProblems(
  { requiredSkills }: EditableSettings,
  { line, team }: LineSurroundings,
): SettingNote[] {
  if (requiredSkills.length === 0) return [];
  const unknown = requiredSkills.filter(
    (skill) => !team.some((agent) => agent.skills.includes(skill)),
  );
  if (unknown.length > 0) {
    const names = unknown.map((skill) => `„${skill}“`).join(" und ");
    const message = `Niemand im Team hat ${names}: So bliebe jeder Anruf liegen.`;
    return [note("requiredSkills", message)];
  }
  const fitting = team.some(
    (agent) =>
      agent.lineIds.includes(line.id) &&
      requiredSkills.every((skill) => agent.skills.includes(skill)),
  );
  if (fitting) return [];
  const message =
    "Niemand, der diesen Anschluss bedient, kann das alles zugleich: So bliebe jeder Anruf liegen.";
  return [note("requiredSkills", message)];
}

function wideningProblems({ widening }: EditableSettings): SettingNote[] {
  return widening.flatMap((step, index): SettingNote[] => {
    const before = widening[index - 1];
    const field = `widening.${index}`;
    if (step.afterSeconds < 0 || step.afterSeconds > 600) {
      return [note(field, "Erlaubt sind 0 bis 600 Sekunden.")];
    }
    if (!before) return [];
    if (step.afterSeconds <= before.afterSeconds) {
      const message = `Jede Stufe beginnt später als die vorige (${before.afterSeconds} s).`;
      return [note(field, message)];
    }
    if (before.to === "all" || before.to === step.to) {
      return [note(field, "Diese Stufe fragt niemanden, der nicht schon gefragt wird.")];
    }
    return [];
  });
}

function lendingProblems({ lending }: EditableSettings): SettingNote[] {
  if (lending === null) return [];
  const problems: SettingNote[] = [];
  const { budgetShare, healthyShareMin, recoverShareMin } = lending;
  if (budgetShare <= 0 || budgetShare > 1) {
    const message =
      "Erlaubt sind mehr als 0 bis 100 % einer Viertelstunde: Mehr Zeit, als sie hat, kann eine " +
      "Verwaltung nicht verleihen. Wer nichts verleiht, schaltet das Verleihen aus.";
    problems.push(note("lending.budgetShare", message));
  }
  for (const [name, value] of [
    ["healthyShareMin", healthyShareMin],
    ["recoverShareMin", recoverShareMin],
  ] as const) {
    if (value < 0 || value > 1) problems.push(note(`lending.${name}`, "Erlaubt sind 0 bis 100 %."));
  }
  if (recoverShareMin < healthyShareMin) {
    const message =
      "Wieder verliehen wird erst, wenn die eigene Zusage besser steht als beim Aufhören; sonst " +
      "wechselte es ständig hin und her.";
    problems.push(note("lending.recoverShareMin", message));
  }
  return problems;
}

function note(field: string, message: string): SettingNote {
  return { field, message };
}
