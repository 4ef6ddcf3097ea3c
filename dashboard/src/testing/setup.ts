import "@testing-library/jest-dom/vitest";
import "~/lib/api";
import { cleanup } from "@testing-library/react";
import { client } from "@parlor/api-client/client";
import { afterAll, afterEach, beforeAll } from "vitest";
import { rememberCsrfToken } from "~/lib/csrf";
import { server } from "./server";

// Node's Request needs a whole address where the browser takes a path.
client.setConfig({ baseUrl: window.location.origin });

// jsdom has no media queries: nothing matches, and nothing ever changes.
window.scrollTo = noop;
window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false, onchange: null, addListener: noop, removeListener: noop });

function noop() {
  // The two old names that nobody calls.
}

beforeAll(() => {
  server.listen({ onUnhandledFrame: "error" });
});

afterEach(() => {
  cleanup();
  server.resetHandlers();
  rememberCsrfToken(undefined);
});

afterAll(() => {
  server.close();
});
