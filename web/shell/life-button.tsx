import { texts } from "../texts.ts";
import { IconButton } from "../ui/button.tsx";

/** In a row: opens the life of the contact, which may leave the row while somebody reads. */
export function LifeButton({ whom, onOpen }: { whom: string; onOpen: () => void }) {
  return (
    <IconButton
      icon="history"
      label={texts.life.openOf(whom)}
      aria-haspopup="dialog"
      onClick={onOpen}
    />
  );
}
