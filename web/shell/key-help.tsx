import { keyParts, keys, listKeys } from "../keys.ts";
import { texts } from "../texts.ts";
import { Window } from "../ui/window.tsx";

/** All keys at a glance, by what they are for. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const all = [...Object.values(keys), ...listKeys];
  return (
    <Window wide title={texts.keyHelp.title} icon="keyboard" onClose={onClose}>
      <div className="key-tables">
        {Object.entries(keyParts).map(([part, name]) => (
          <table key={part} className="key-table">
            <caption className="key-part">{name}</caption>
            <tbody>
              {all
                .filter((key) => key.part === part)
                .map((key) => (
                  <tr key={key.label}>
                    <th scope="row">
                      <kbd>{key.label}</kbd>
                    </th>
                    <td>{key.does}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
      </div>
    </Window>
  );
}
