import { type AgentBody, previewAgent } from "@parlor/api-client";
import { type RefObject, useEffect, useRef, useState } from "react";
import { body } from "~/lib/api";
import { PanelHost, type PanelState } from "./panel-host";
import { markTried } from "./tried";

/** Connects a panel's frame to the agent's draft for as long as the frame is on the page. */
export function usePanelHost(frame: RefObject<HTMLIFrameElement | null>, agent: AgentBody, theme: "light" | "dark") {
  const [shown, setShown] = useState<{ state: PanelState; error?: unknown }>({ state: "loading" });
  const host = useRef<PanelHost>(null);
  const { id, version } = agent;
  const previewed = useRef(version);

  useEffect(() => {
    const panel = frame.current?.contentWindow;
    if (!panel) return undefined;
    const connected = new PanelHost({
      panel,
      origin: window.location.origin,
      openSession: (earlier) =>
        body(previewAgent({ path: { id }, body: earlier === undefined ? {} : { visitorToken: earlier }, throwOnError: true })),
      onAnswer: () => {
        markTried(id);
      },
      onState: (state, error) => {
        setShown({ state, error });
      },
    });
    host.current = connected;
    window.addEventListener("message", connected.receive);
    return () => {
      window.removeEventListener("message", connected.receive);
      host.current = null;
    };
  }, [frame, id]);

  useEffect(() => {
    host.current?.setLook({ theme });
  }, [theme]);

  useEffect(() => {
    if (previewed.current === version) return;
    previewed.current = version;
    void host.current?.reload();
  }, [version]);

  return {
    ...shown,
    open: () => host.current?.open(true),
    restart: () => host.current?.restart(),
    retry: () => {
      setShown({ state: "loading" });
      void host.current?.reload();
    },
  };
}
