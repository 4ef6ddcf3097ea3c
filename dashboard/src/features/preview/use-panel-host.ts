import { type AgentBody, previewAgent } from "@parlor/api-client";
import { type RefObject, useEffect, useRef, useState } from "react";
import { body } from "~/lib/api";
import { markTried } from "./tried";
import { PanelHost, type PanelState } from "./panel-host";

/** Connects a panel's frame to the agent's draft for as long as the frame is on the page. */
export function usePanelHost(frame: RefObject<HTMLIFrameElement | null>, agent: AgentBody) {
  const [state, setState] = useState<{ state: PanelState; error?: unknown }>({ state: "loading" });
  const host = useRef<PanelHost>(null);
  const { id, version } = agent;
  const shown = useRef(version);

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
      onState: (next, error) => {
        setState({ state: next, error });
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
    if (shown.current === version) return;
    shown.current = version;
    void host.current?.reload();
  }, [version]);

  const restart = () => {
    if (state.state !== "failed") {
      host.current?.restart();
      return;
    }
    setState({ state: "loading" });
    void host.current?.reload();
  };
  return { ...state, restart };
}
