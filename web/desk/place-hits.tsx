import type { PlaceHit } from "../../src/places/schema.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Badge } from "../ui/marks.tsx";
import { useDeskParts } from "./desk-context.tsx";

interface Props {
  listId: string;
  hits: readonly PlaceHit[];
  chosen: number;
  onTake: (hit: PlaceHit) => void;
}

export function PlaceHits({ listId, hits, chosen, onTake }: Props) {
  return (
    <ul
      id={listId}
      className="combobox-list"
      role="listbox"
      aria-label={texts.place.hits}
      hidden={hits.length === 0}
    >
      {hits.map((hit, index) => (
        <li
          key={`${hit.kind} ${hit.name} ${hit.municipality.ags}`}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === chosen}
          // The focus stays in the field.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(hit)}
        >
          <PlaceWords hit={hit} />
        </li>
      ))}
    </ul>
  );
}

function PlaceWords({ hit }: { hit: PlaceHit }) {
  const above = [hit.reason || hit.association?.name, hit.district.name].filter(Boolean);
  return (
    <>
      <span className="strong">{hit.name}</span>{" "}
      {hit.ambiguous && <Badge tone="warn">{texts.place.askBack}</Badge>}
      <br />
      <span className="small muted">{above.join(" · ")}</span>
    </>
  );
}

/**
 * What holds now: confirmed, guessed, or to be asked. Where the caller rings from says nothing
 * about a place that plays another part.
 */
export function PlaceHint() {
  const { contact, lookup, talking, placeLocked, placeRole: role, presumed } = useDeskParts();
  if (placeLocked) return texts.place.afterAnswer;
  const counts = role !== null && (
    <strong className="place-role">{texts.place.counts(role)} </strong>
  );
  if (presumed) {
    return (
      <>
        {counts}
        <strong className="place-presumed">
          <Icon name="warning" /> {texts.place.presumed(role)}
        </strong>
      </>
    );
  }
  if (lookup.place) {
    return (
      <>
        {counts}
        <Icon name="check" /> {contact ? texts.place.confirmed : texts.place.chosen}
      </>
    );
  }
  if (counts)
    return (
      <>
        {counts}
        {talking && texts.place.ask}
      </>
    );
  const guess = contact?.origin[0];
  const known = guess ? texts.place.guessed(guess.reason) : texts.place.hint;
  // Who has hung up cannot be asked any more.
  return talking ? `${known} ${texts.place.ask}` : known;
}
