/** Who waits or is parked, and what can be done about it. */
export const waitingTexts = {
  waiting: {
    title: "Es warten auf Ihren Anschlüssen",
    list: "Wartende und geparkte Anrufe",
    nobody: "Auf Ihren Anschlüssen wartet niemand.",
    placeUnknown: "Ort unbekannt",
    guessed: "vermutlich",
    waited: "wartet",
    parkedFor: "geparkt seit",
    target: (seconds: number) => `Ziel ${seconds} s`,
    overTarget: (seconds: number) => `über ${seconds} s`,
    parkedBy: (name: string | null) => (name === null ? "Geparkt" : `Geparkt von ${name}`),
    comesBackIn: "kommt zurück in",
    switchboard: "Zentrale",
    pull: "Annehmen",
    retrieve: "Zurückholen",
    nobodyAnywhere: "Zurzeit wartet niemand.",
    columns: { place: "Ort", line: "Anschluss", state: "Stand", since: "seit" },
    chosenGone:
      "Der gewählte Anruf ist nicht mehr in der Liste. Die Pfeiltasten wählen einen anderen.",
    park: "Parken",
    parked: "Der Anruf ist geparkt. Er steht links in der Liste der Wartenden.",
    parkNotNow: "Parken geht nur im Gespräch.",
    parkedBack: "Geparkter Anrufer kommt zurück",
    parkedBackWhy: "Niemand hat ihn in der vorgesehenen Zeit zurückgeholt.",
    parkedBackSpoken: (line: string) => `Anruf auf ${line}, geparkter Anrufer kommt zurück`,
  },
} as const;
