import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import type { DemonstrationAccounts } from "../../src/identity/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";

export function SignInPage() {
  const queries = useQueryClient();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const submitButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    document.title = `${texts.signIn.title} · ${texts.product}`;
  }, []);

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    if (username.trim() === "" || password === "") return setProblem(texts.signIn.incomplete);
    setBusy(true);
    setProblem(null);
    try {
      await endpoints.signIn(username.trim(), password);
      await queries.resetQueries({ queryKey: ["me"] });
    } catch (error) {
      setProblem(messageOf(error));
      passwordField.current?.select();
    } finally {
      setBusy(false);
    }
  };
  const take = (account: DemonstrationAccounts["accounts"][number]) => {
    setUsername(account.username);
    setPassword(account.password);
    setProblem(null);
    submitButton.current?.focus();
  };
  return (
    <main className="entrance" id="main">
      <div className="brand">
        <b>115</b> {texts.productShort}
      </div>
      <div className="card">
        <h1>{texts.signIn.title}</h1>
        <form onSubmit={(event) => void signIn(event)} noValidate>
          <div className="field">
            <label htmlFor="username">{texts.signIn.username}</label>
            <input
              id="username"
              className="input"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              value={username}
              aria-invalid={problem !== null}
              aria-describedby={problem ? "sign-in-problem" : undefined}
              onChange={(event) => setUsername(event.target.value)}
            />
          </div>
          <div className="field">
            <label htmlFor="password">{texts.signIn.password}</label>
            <input
              ref={passwordField}
              id="password"
              type="password"
              className="input"
              autoComplete="current-password"
              value={password}
              aria-invalid={problem !== null}
              aria-describedby={problem ? "sign-in-problem" : undefined}
              onChange={(event) => setPassword(event.target.value)}
            />
          </div>
          <div role="alert">{problem && <Problem id="sign-in-problem">{problem}</Problem>}</div>
          <Button
            type="submit"
            tone="primary"
            className="wide large"
            ref={submitButton}
            disabled={busy}
          >
            {texts.signIn.submit}
          </Button>
        </form>
      </div>
      <DemonstrationList chosen={username} onTake={take} />
    </main>
  );
}

/** The sample accounts; outside the demonstration the server knows no such list. */
function DemonstrationList({
  chosen,
  onTake,
}: {
  chosen: string;
  onTake: (account: DemonstrationAccounts["accounts"][number]) => void;
}) {
  const accounts = useQuery({
    queryKey: ["demonstration-accounts"],
    queryFn: endpoints.demoAccounts,
    retry: false,
  }).data?.accounts;
  if (!accounts || accounts.length === 0) return null;
  return (
    <section className="card" aria-labelledby="accounts-title">
      <div>
        <h2 id="accounts-title">{texts.signIn.demonstration}</h2>
        <p className="hint">{texts.signIn.demonstrationHint}</p>
      </div>
      <ul className="accounts">
        {accounts.map((account) => (
          <li key={account.username}>
            <button
              type="button"
              aria-pressed={account.username === chosen}
              onClick={() => onTake(account)}
            >
              <span className="strong">{account.name}</span>
              <span className="muted">
                {texts.roles[account.role]}
                {account.administration && `, ${account.administration}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
