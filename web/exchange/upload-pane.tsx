import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { messageOf, RequestError } from "../core/http.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { CountsTable } from "./counts-table.tsx";
import { exchangeEndpoints } from "./endpoints.ts";

const megabyte = 1024 * 1024;

/** A file is looked at first; only then its differences are taken in for a review. */
export function UploadPane({ fileBytesMax }: { fileBytesMax: number }) {
  const words = texts.exchange.upload;
  const ids = useId();
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const look = useMutation({ mutationFn: (chosen: File) => exchangeEndpoints.read(chosen, true) });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setWrong(null);
    look.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problem = problemWith(file, fileBytesMax);
    setWrong(problem);
    if (file && problem === null) look.mutate(file);
    else document.getElementById(`${ids}-file`)?.focus();
  };
  return (
    <Pane id="upload" title={words.title}>
      <div className="content">
        <form className="upload-form" onSubmit={submit} noValidate>
          <div className="field">
            <label htmlFor={`${ids}-file`}>{words.file}</label>
            <div className="file-field">
              <input
                id={`${ids}-file`}
                className="only-spoken"
                type="file"
                accept=".xml,application/xml,text/xml"
                aria-describedby={`${ids}-limits ${ids}-wrong`}
                aria-invalid={wrong !== null}
                onChange={(event) => choose(event.target.files?.[0] ?? null)}
              />
              <label className="button" htmlFor={`${ids}-file`}>
                <Icon name="upload" />
                <span>{words.choose}</span>
              </label>
              <span className={file === null ? "muted" : "file-name"}>
                {file?.name ?? words.none}
              </span>
            </div>
            <p className="hint" id={`${ids}-limits`}>
              {words.limits(Math.floor(fileBytesMax / megabyte))}
            </p>
          </div>
          <div id={`${ids}-wrong`} role="alert">
            {wrong !== null && <Problem>{wrong}</Problem>}
            {look.error && <ReadProblem error={look.error} />}
          </div>
          {!look.data && (
            <Button type="submit" tone="primary" icon="search" disabled={look.isPending}>
              {words.check}
            </Button>
          )}
          <p className="small muted" role="status">
            {look.isPending && words.checking}
          </p>
        </form>
        {file && look.data && <Found file={file} found={look.data} />}
      </div>
    </Pane>
  );
}

function problemWith(file: File | null, fileBytesMax: number): string | null {
  const words = texts.exchange.upload;
  if (file === null) return words.noFile;
  if (!/\.xml$/i.test(file.name)) return words.notXml(file.name);
  if (file.size === 0) return words.empty(file.name);
  if (file.size <= fileBytesMax) return null;
  return words.tooLarge(
    file.name,
    Math.ceil(file.size / megabyte),
    Math.floor(fileBytesMax / megabyte),
  );
}

/** What is wrong, in which line, and what to do about it. */
function ReadProblem({ error }: { error: Error }) {
  const words = texts.exchange.upload;
  const { code, details } = error instanceof RequestError ? error : { code: "", details: null };
  const line = (details as { line?: unknown } | null)?.line;
  const message = messageOf(error);
  const where = typeof line === "number" && !message.includes(words.line(line));
  const advice = words.advice[code];
  return (
    <Problem>
      {where && `${words.line(line)}: `}
      {message} {advice !== undefined && `${advice} ${words.nothingRead}`}
    </Problem>
  );
}

interface FoundProps {
  file: File;
  found: Awaited<ReturnType<typeof exchangeEndpoints.read>>;
}

function Found({ file, found }: FoundProps) {
  const words = texts.exchange.upload;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const store = useMutation({
    mutationFn: () => exchangeEndpoints.read(file, false),
    async onSuccess({ runId }) {
      if (runId === null) return;
      await navigate({ to: "/redaktion/austausch/$run", params: { run: runId } });
    },
    onSettled() {
      running.current = false;
      // Also when it was refused: somebody else may just be reading one.
      return queries.invalidateQueries({ queryKey: ["exchange-runs"] });
    },
  });
  // A second click may come before the button is drawn as locked.
  const running = useRef(false);
  const storeOnce = () => {
    if (running.current) return;
    running.current = true;
    store.mutate();
  };
  const { proposalCount, conflictCount, counts } = found;
  const sum = (name: "read" | "ignored") => counts.reduce((all, each) => all + each[name], 0);
  return (
    <section className="found" aria-labelledby="found-title">
      <h3 id="found-title">{words.result(file.name)}</h3>
      <p className="strong" role="status">
        {proposalCount === 0
          ? words.noDifference(sum("read"), sum("ignored"))
          : words.differences(proposalCount, conflictCount)}
      </p>
      {proposalCount > 0 && (
        <>
          <p className="hint">{words.storeHint}</p>
          <div className="pair">
            <Button tone="primary" icon="compare" disabled={store.isPending} onClick={storeOnce}>
              {words.store}
            </Button>
          </div>
        </>
      )}
      <p className="small muted" role="status">
        {store.isPending && words.storing}
      </p>
      <div role="alert">{store.error && <ReadProblem error={store.error} />}</div>
      <CountsTable counts={counts} />
    </section>
  );
}
