import type { MatrixSearch } from "./matrix-filter.ts";

/** Where somebody was in the overview when he went on to an answer; a reload forgets it. */
export interface LastPlace {
  slug: string;
  section: string;
  /** Where the row stood, for when its service is not shown any more. */
  row: number;
}

let search: MatrixSearch = {};
let place: LastPlace | null = null;

export const overview = {
  search: () => search,
  place: () => place,
  filterBy(next: MatrixSearch): void {
    search = next;
  },
  standAt(next: LastPlace): void {
    place = next;
  },
};
