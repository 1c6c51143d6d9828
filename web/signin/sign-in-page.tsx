import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { FormEvent, RefObject } from "react";
import type { DemonstrationAccounts } from "../../src/identity/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";

export function SignInPage() {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const submitButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    document.title = `${texts.signIn.title} · ${texts.product}`;
  }, []);
  const take = (account: DemonstrationAccounts["accounts"][number]) => {
    setUsername(account.username);
    setPassword(account.password);
    submitButton.current?.focus();
  };
  return (
    <main className="entrance" id="main">
      <div className="brand">
        <b>115</b> {texts.productShort}
      </div>
      <div className="card">
        <h1>{texts.signIn.title}</h1>
        <SignInForm
          username={username}
          password={password}
          onUsername={setUsername}
          onPassword={setPassword}
          submitButton={submitButton}
        />
      </div>
      <DemonstrationList chosen={username} onTake={take} />
    </main>
  );
}

interface FormProps {
  username: string;
  password: string;
  onUsername: (username: string) => void;
  onPassword: (password: string) => void;
  submitButton: RefObject<HTMLButtonElement | null>;
}

function SignInForm({ username, password, onUsername, onPassword, submitButton }: FormProps) {
  const usernameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => usernameField.current?.focus(), []);
  const { problem, busy, signIn } = useSignIn(() => passwordField.current?.select());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn(username.trim(), password);
  };
  const described = {
    "aria-invalid": problem !== null,
    "aria-describedby": problem ? "sign-in-problem" : undefined,
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor="username">{texts.signIn.username}</label>
        <input
          ref={usernameField}
          id="username"
          className="input"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={(event) => onUsername(event.target.value)}
          {...described}
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
          onChange={(event) => onPassword(event.target.value)}
          {...described}
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
  );
}

function useSignIn(onRefused: () => void) {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const signIn = async (username: string, password: string) => {
    if (username === "" || password === "") return setProblem(texts.signIn.incomplete);
    setBusy(true);
    setProblem(null);
    try {
      await endpoints.signIn(username, password);
      await queries.resetQueries({ queryKey: ["me"] });
    } catch (error) {
      setProblem(messageOf(error));
      onRefused();
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, signIn };
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
                {texts.roles[account.role]}, {account.username}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
