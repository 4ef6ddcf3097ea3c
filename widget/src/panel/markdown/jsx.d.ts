// The tree-to-element converter describes elements by the global `JSX`, which React no longer declares.
import type { JSX as ReactJsx } from "react/jsx-runtime";

declare global {
  namespace JSX {
    type Element = ReactJsx.Element;
    type ElementClass = ReactJsx.ElementClass;
    type IntrinsicElements = ReactJsx.IntrinsicElements;
  }
}
