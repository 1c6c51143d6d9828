import type { TeamMemberView } from "../../src/dashboard/schema.ts";
import type { AgentState } from "../../src/routing/state.ts";
import { stateIcons } from "../shell/state-words.ts";
import { useAdministration, useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Elapsed } from "../ui/clock.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Icon } from "../ui/icon.tsx";
import { CodeTag } from "../ui/marks.tsx";

/** Who needs a look comes first; no figures about persons, no ranking. */
const order: readonly AgentState[] = [
  "notResponding",
  "offered",
  "connecting",
  "talking",
  "wrapUp",
  "ready",
  "break",
  "offline",
];

export function TeamTable({ team }: { team: readonly TeamMemberView[] }) {
  const columns = texts.supervisor.teamColumns;
  const sorted = team.toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name, "de"),
  );
  return (
    <DataTable
      label={texts.supervisor.team}
      columns={[
        { name: columns.name },
        { name: columns.administration },
        { name: columns.state },
        { name: columns.since, number: true },
        { name: columns.line },
      ]}
    >
      {sorted.map((member) => (
        <MemberRow key={member.agentId} member={member} />
      ))}
    </DataTable>
  );
}

function MemberRow({ member }: { member: TeamMemberView }) {
  const { clockOffset } = useDesk();
  const administration = useAdministration(member.administrationId);
  return (
    <tr>
      <th scope="row">{member.name}</th>
      <td>{administration && <CodeTag {...administration} name={administration.name} />}</td>
      <td>
        <span className="state-word" data-state={member.state}>
          <Icon name={stateIcons[member.state]} />
          {texts.states[member.state]}
          {member.state === "break" && member.breakReason && `: ${member.breakReason}`}
        </span>
      </td>
      <td className="number">
        {member.state === "offline" ? (
          "–"
        ) : (
          <Elapsed since={member.since} offset={clockOffset} label={columnsSince} />
        )}
      </td>
      <td>{member.lineName ?? "–"}</td>
    </tr>
  );
}

const columnsSince = texts.supervisor.teamColumns.since;
