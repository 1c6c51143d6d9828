import { useState } from "react";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { LifeWindow } from "../shell/life-window.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { IconButton } from "../ui/button.tsx";

/** R13: what has happened to the contact on the desk; the window leaves with the contact. */
export function LifeOfCall({ contactId }: { contactId: string | null }) {
  const { whisper } = useAnnouncer();
  const [shownFor, setShownFor] = useState<string | null>(null);
  const open = () => {
    if (contactId === null) whisper(texts.life.noContact);
    else setShownFor(contactId);
  };
  useKeys({ [keys.life.press]: open });
  if (contactId === null) return null;
  return (
    <>
      <IconButton
        icon="history"
        label={texts.life.openKey(keys.life.label)}
        aria-haspopup="dialog"
        onClick={open}
      />
      {shownFor === contactId && (
        <LifeWindow contactId={contactId} onClose={() => setShownFor(null)} />
      )}
    </>
  );
}
