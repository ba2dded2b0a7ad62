// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/farol.css";
import "./frame/frame.css";
import "./agora/agora.css";
import "./panel/panel.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/queries.ts";
import { App } from "./App.tsx";
import { SpeechProvider } from "./i18n/index.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("index.html lacks the element #root");

createRoot(root).render(
  <StrictMode>
    <SpeechProvider>
      <QueryClientProvider client={queryClient()}>
        <App />
      </QueryClientProvider>
    </SpeechProvider>
  </StrictMode>,
);
