import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { FormEvent } from "react";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";

const passwordLengthMin = 12;

/** Behind `#` no log ever sees the token. */
function tokenOfAddress(): string {
  const behindHash = location.hash.slice(1);
  return behindHash || (new URLSearchParams(location.search).get("token") ?? "");
}

/** The one-time link of the first start: creates the administrator. */
export function FirstStartPage() {
  const [token] = useState(tokenOfAddress);
  const [problem, setProblem] = useState<string | null>(null);
  const [state, setState] = useState<"open" | "busy" | "done">("open");

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "");
    const [name, username] = [value("name").trim(), value("username").trim().toLowerCase()];
    const password = value("password");
    if (name === "" || username === "") return setProblem(texts.firstStart.incomplete);
    if (password.length < passwordLengthMin) return setProblem(texts.firstStart.tooShort);
    if (password !== value("repeated")) return setProblem(texts.firstStart.different);
    setState("busy");
    setProblem(null);
    try {
      await endpoints.firstStart({ token, username, password, name });
      setState("done");
    } catch (error) {
      setProblem(messageOf(error));
      setState("open");
    }
  };
  return (
    <main className="entrance" id="main">
      <div className="brand">
        <b>115</b> {texts.productShort}
      </div>
      <div className="card">
        <h1>{texts.firstStart.title}</h1>
        {state === "done" ? (
          <>
            <p role="status">{texts.firstStart.done}</p>
            <Link to="/" className="button primary large">
              {texts.firstStart.toSignIn}
            </Link>
          </>
        ) : (
          <form onSubmit={(event) => void submit(event)} noValidate>
            <p className="muted">{texts.firstStart.hint}</p>
            <Field name="name" label={texts.firstStart.name} autoComplete="name" />
            <Field name="username" label={texts.signIn.username} autoComplete="username" />
            <Field name="password" label={texts.signIn.password} autoComplete="new-password" />
            <Field name="repeated" label={texts.firstStart.repeated} autoComplete="new-password" />
            <div role="alert">{problem && <Problem>{problem}</Problem>}</div>
            <Button type="submit" tone="primary" className="wide large" disabled={state === "busy"}>
              {texts.firstStart.submit}
            </Button>
          </form>
        )}
      </div>
    </main>
  );
}

function Field(field: { name: string; label: string; autoComplete: string }) {
  const secret = field.autoComplete === "new-password";
  return (
    <div className="field">
      <label htmlFor={field.name}>{field.label}</label>
      <input
        id={field.name}
        name={field.name}
        type={secret ? "password" : "text"}
        className="input"
        autoComplete={field.autoComplete}
        aria-describedby={field.name === "password" ? "password-hint" : undefined}
      />
      {field.name === "password" && (
        <p className="hint" id="password-hint">
          {texts.firstStart.passwordHint}
        </p>
      )}
    </div>
  );
}
