import { keys, listKeys } from "../keys.ts";
import { texts } from "../texts.ts";
import { Window } from "../ui/window.tsx";

export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Window title={texts.keyHelp.title} icon="keyboard" onClose={onClose}>
      <table className="key-table">
        <caption className="only-spoken">{texts.keyHelp.title}</caption>
        <tbody>
          {[...Object.values(keys), ...listKeys].map((key) => (
            <tr key={key.label}>
              <th scope="row">
                <kbd>{key.label}</kbd>
              </th>
              <td>{key.does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Window>
  );
}
