import { keys } from "../keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useDeskParts } from "./desk-context.tsx";
import type { LookupPlace } from "./use-lookup.ts";

/** The place that the words searched for name, unless it is the concern's place already. */
export function useNamedPlace(): LookupPlace | null {
  const { lookup, contact, writable } = useDeskParts();
  const named = lookup.namedPlace;
  if (contact !== null && !writable) return null;
  return named && named.ags !== lookup.place?.ags ? named : null;
}

/** "Sperrmüll Bernkastel" names a place: one press takes it over. */
export function NamedPlace() {
  const { choosePlace } = useDeskParts();
  const named = useNamedPlace();
  if (!named) return null;
  return (
    <p className="found-place">
      <Icon name="place" />
      <span>
        {texts.place.named} <strong>{named.name}</strong>
      </span>
      <Button
        className="small"
        keyLabel={`${keys.place.label} ↵`}
        onClick={() => choosePlace({ ...named, locality: named.name })}
      >
        {texts.place.take}
      </Button>
    </p>
  );
}
