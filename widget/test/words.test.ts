import { describe, expect, test } from "vitest";

import { LANGUAGES, isRightToLeft, pickLanguage } from "../src/i18n/language";
import { launcherWords } from "../src/i18n/launcher-words";
import { en, fill, loadWords, withTexts } from "../src/i18n/panel-words";
import { whenSaid } from "../src/panel/dates";
import { duration, errorText, isWorthRetrying } from "../src/panel/errors";
import { readParams } from "../src/panel/host/params";
import { spoken, withoutMarkers } from "../src/panel/markdown/plain";
import { takeSentences } from "../src/panel/sentences";

test("the first wish that is spoken wins", () => {
  expect(pickLanguage([undefined, "", "nl-BE", "de-AT", "en"])).toBe("de");
  expect(pickLanguage(["EN_us"])).toBe("en");
  expect(pickLanguage(["zh-Hant-TW"])).toBe("zh");
  expect(pickLanguage(["iw-IL"])).toBe("he");
  expect(pickLanguage(["nl"])).toBe("en");
});

describe("every language", () => {
  const names = Object.keys(en) as (keyof typeof en)[];
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

  test.each(LANGUAGES)("%s says everything, in its own words, with the same things filled in", async (language) => {
    const words = await loadWords(language);
    expect(Object.keys(words)).toEqual(names);
    for (const name of names) {
      expect(words[name].trim(), name).not.toBe("");
      expect(places(words[name]), name).toEqual(places(en[name]));
    }
    if (language !== "en") expect(words.composer).not.toBe(en.composer);
    expect(Object.values(launcherWords(language)).every((word) => word !== "")).toBe(true);
    expect(isRightToLeft(language)).toBe(language === "ar" || language === "he");
  });

  test("a customer's own texts replace the widget's, and nothing else comes in", () => {
    const own = withTexts(en, { composer: "Ask us", constructor: "x", welcome: 7, unknown: "y" });
    expect(own).toEqual({ ...en, composer: "Ask us" });
    expect(launcherWords("en", { open: "Ask us" }).open).toBe("Ask us");
  });

  test("what is not given stays visible as a gap", () => {
    expect(fill("{a} and {b}", { a: "x{b}" })).toBe("x{b} and {b}");
  });
});

describe("speech", () => {
  test("finished sentences are taken once, the growing one waits", () => {
    const text = "It takes two days. Our courier calls before. And th";
    const first = takeSentences(text.slice(0, 24), 0, false, "en");
    expect(first.sentences).toEqual(["It takes two days."]);
    const second = takeSentences(text, first.next, false, "en");
    expect(second.sentences.join(" ")).toBe("Our courier calls before.");
    expect(takeSentences(`${text}en.`, second.next, true, "en").sentences).toEqual(["And then."]);
  });

  test("token by token, everything is said exactly once", () => {
    const text = "First one. Second, e.g. 3.5 kg! Third?\n\n- a point\n- another\n\nThe end";
    let next = 0;
    const said: string[] = [];
    for (let end = 1; end <= text.length; end += 1) {
      const cut = takeSentences(text.slice(0, end), next, end === text.length, "en");
      said.push(...cut.sentences);
      next = cut.next;
    }
    expect(said.join(" ").replace(/\s+/g, " ")).toBe(text.replace(/\s+/g, " "));
  });

  test("marks are not read aloud", () => {
    expect(spoken("## **Two** days [1], see [the page](https://a.example) and `x_y`.\n- *one*\n1. two ![plan](u)")).toBe(
      "Two days, see the page and x_y. one two plan",
    );
    expect(spoken("```js\ncode\n```")).toBe("code");
  });

  test("markers go, links that look like them stay", () => {
    expect(withoutMarkers("A [1][2]. [1](https://a.example)")).toBe("A. [1](https://a.example)");
  });
});

describe("failures", () => {
  test("every code has a sentence", () => {
    const codes = ["unauthenticated", "forbidden", "origin_not_allowed", "not_found", "conflict", "payload_too_large", "unsupported_media_type", "invalid_request", "blocked_destination", "rate_limited", "quota_exceeded", "upstream_error", "unavailable", "storage_full", "network", "unexpected", "constructor", "toString"];
    for (const code of codes) expect(errorText(code, en), code).toMatch(/[.]$/);
    expect(errorText("rate_limited", en)).not.toBe(errorText("quota_exceeded", en));
    expect(errorText("toString", en)).toBe(en.errorOther);
  });

  test("waits are said in the unit that fits", () => {
    expect(duration(1, "en")).toBe("1 second");
    expect(duration(7, "de")).toBe("7 Sekunden");
    expect(duration(150, "en")).toBe("3 minutes");
    expect(duration(7200, "en")).toBe("2 hours");
  });

  test("what cannot get better is not offered again", () => {
    expect(isWorthRetrying("rate_limited")).toBe(true);
    expect(isWorthRetrying("origin_not_allowed")).toBe(false);
  });
});

test("moments are named by their distance", () => {
  const now = new Date("2026-11-23T18:00:00");
  expect(whenSaid("2026-11-23T09:05:00", now, "de")).toBe("09:05");
  expect(whenSaid("2026-11-21T09:05:00", now, "en")).toBe("Saturday");
  expect(whenSaid("2026-10-01T09:05:00", now, "en")).toBe("Oct 1, 2026");
  expect(whenSaid("nonsense", now, "en")).toBe("");
});

test("the panel talks to an exact web origin or to nobody", () => {
  const parent = (text: string) => readParams(`?parent=${encodeURIComponent(text)}`).parent;
  expect(parent("https://shop.example")).toBe("https://shop.example");
  expect(parent("http://127.0.0.1:8080")).toBe("http://127.0.0.1:8080");
  for (const text of ["*", "null", "", "https://shop.example/", "https://shop.example/x", "https://u@shop.example", "javascript:alert(1)", "file:///x", "HTTPS://SHOP.EXAMPLE", "https://shop.example:443"]) {
    expect(parent(text), text).toBeNull();
  }
  expect(readParams("").parent).toBeNull();
  expect(readParams("?theme=pink&color=red&locale=de").options).toEqual({ locale: "de" });
});
