import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RequestError } from "./core/http.ts";
import { applyStoredTheme } from "./core/theme.ts";
import { router } from "./routes.tsx";
import "./styles/main.css";

applyStoredTheme();

// Whether the browser sees a network says nothing about this server. Waiting for one, it would keep
// silent about a step, and take it later, when nobody expects it any more.
const networkMode = "always";

const queries = new QueryClient({
  defaultOptions: {
    mutations: { networkMode },
    queries: {
      networkMode,
      refetchOnReconnect: true,
      staleTime: 20_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 2 && !(error instanceof RequestError && error.status >= 400 && error.status < 500),
    },
  },
});

const app = document.getElementById("app");
if (!app) throw new Error("The page has no place for the application.");
createRoot(app).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
