import { act, StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test } from "vitest";

import { ParlorChat, ParlorLauncher } from "../src/index.js";

const options = { server: "https://chat.example/", publishableKey: "pk_1", agent: "agt_1" };
const page = window as unknown as { Parlor?: unknown };
let root: Root;

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  root = createRoot(document.body.appendChild(document.createElement("div")));
});

afterEach(() => {
  act(() => root.unmount());
  document.head.replaceChildren();
  document.body.replaceChildren();
});

const scripts = () => [...document.head.querySelectorAll("script")];
/** The calls that wait in the page, without the listeners. */
const waiting = () => (page.Parlor as [string, unknown][]).filter(([method]) => method !== "on");

test("both render on a server, where there is no window", () => {
  expect(renderToString(<ParlorLauncher {...options} />)).toBe("");
  expect(renderToString(<ParlorChat {...options} locale="de" texts={{ send: "Los" }} className="box" />)).toBe(
    '<parlor-chat class="box" data-key="pk_1" data-agent="agt_1" data-locale="de" data-texts="{&quot;send&quot;:&quot;Los&quot;}"></parlor-chat>',
  );
});

test("the launcher's script is in the page once, also where React mounts twice, and goes with the component", () => {
  act(() => root.render(<StrictMode><ParlorLauncher {...options} position="bottom-left" identity="jwt" defaultOpen /></StrictMode>));
  expect(scripts().map((script) => [script.src, Object.fromEntries(Object.entries(script.dataset))])).toEqual([
    ["https://chat.example/widget.js", { key: "pk_1", agent: "agt_1", identity: "jwt", position: "bottom-left", open: "true" }],
  ]);
  const [script] = scripts();
  act(() => root.render(null));
  expect(scripts()).toEqual([]);
  expect(page.Parlor).toBeUndefined();
  // One that is still on its way starts nothing when it arrives.
  expect(script?.dataset.key).toBeUndefined();
});

test("a change of props is a call, and the same props are none", () => {
  const show = (theme: "light" | "dark", identity: string | null) =>
    act(() => root.render(<ParlorLauncher {...options} theme={theme} identity={identity} texts={{ send: "Los" }} />));
  show("light", null);
  const before = waiting().length;
  show("light", null);
  expect(waiting()).toHaveLength(before);
  show("dark", "jwt");
  expect(waiting().slice(before)).toEqual([
    ["identify", "jwt"],
    ["update", expect.objectContaining({ theme: "dark", texts: '{"send":"Los"}' })],
  ]);
});
