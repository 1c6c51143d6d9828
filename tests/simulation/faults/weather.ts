/** What the surroundings do to everybody at the moment. */
export interface Weather {
  /** Shares of the switch's reports, 0 … 1. */
  eventsLost: number;
  eventsDoubled: number;
  eventsDelayed: number;
  eventDelayMillisecondsMax: number;
  /** What a process says to the switch arrives so late at most. */
  directMillisecondsMax: number;
  /** The switch's answer to what calls it has comes so late at most. */
  observeMillisecondsMax: number;
  switchUp: boolean;
  databaseUp: boolean;
  /** Way to the database, and way back, each; 0: at once. */
  databaseMillisecondsMax: number;
  /** Of the notes that something new is in the database. */
  notesLost: number;
}

export function fairWeather(): Weather {
  return {
    eventsLost: 0,
    eventsDoubled: 0,
    eventsDelayed: 0,
    eventDelayMillisecondsMax: 0,
    directMillisecondsMax: 0,
    observeMillisecondsMax: 0,
    switchUp: true,
    databaseUp: true,
    databaseMillisecondsMax: 0,
    notesLost: 0,
  };
}
