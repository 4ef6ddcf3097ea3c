import { useEffect } from "react";

/*
 * Stands in for the package `react-style-singleton` (see build/strict-csp.ts):
 * same three functions, but with a constructable style sheet, which a strict
 * Content-Security-Policy permits.
 */

/** One style sheet shared by everybody who adds it; gone when the last one leaves. */
export function stylesheetSingleton() {
  let users = 0;
  let sheet: CSSStyleSheet | undefined;
  return {
    add(css: string) {
      if (users++ > 0) return;
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
    },
    remove() {
      if (--users > 0) return;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
      sheet = undefined;
    },
  };
}

/** A hook that keeps `css` in the document while its component is mounted. */
export function styleHookSingleton() {
  const sheet = stylesheetSingleton();
  return function useStyle(css: string, isDynamic?: boolean) {
    const version = isDynamic === true ? css : "static";
    useEffect(() => {
      sheet.add(css);
      return () => {
        sheet.remove();
      };
      // A static sheet is written once, whatever its text becomes.
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, [version]);
  };
}

/** The hook as a component that renders nothing. */
export function styleSingleton() {
  const useStyle = styleHookSingleton();
  return function Sheet({ styles, dynamic }: { styles: string; dynamic?: boolean }) {
    useStyle(styles, dynamic);
    return null;
  };
}
