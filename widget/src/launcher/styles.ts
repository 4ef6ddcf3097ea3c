/**
 * The launcher's look, applied as a constructable stylesheet inside a shadow root: no style element
 * and no style attribute, so that a host page's Content-Security-Policy has nothing to refuse, and
 * nothing leaks in or out.
 *
 * `--accent` and `--on-accent` are set by script, `--surface` when the panel tells its background.
 */
export const STYLES = `
:host { all: initial; position: fixed; inset: auto; z-index: 2147483000; --gap: 20px; }
* { box-sizing: border-box; }
.button {
  position: fixed; bottom: calc(var(--gap) + env(safe-area-inset-bottom, 0px)); right: calc(var(--gap) + env(safe-area-inset-right, 0px));
  display: grid; place-items: center; width: 56px; height: 56px; margin: 0; padding: 0; border: 0; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); cursor: pointer; -webkit-tap-highlight-color: transparent;
  box-shadow: 0 1px 2px rgb(0 0 0 / .16), 0 8px 24px -4px rgb(0 0 0 / .28);
  transition: transform .18s cubic-bezier(.2,.8,.2,1), box-shadow .18s, filter .18s;
}
.button:hover { transform: translateY(-2px); box-shadow: 0 2px 4px rgb(0 0 0 / .16), 0 14px 32px -6px rgb(0 0 0 / .34); }
.button:active { transform: none; filter: brightness(.94); }
.button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.icon { grid-area: 1 / 1; width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; transition: opacity .18s, transform .22s cubic-bezier(.2,.8,.2,1); }
.down { opacity: 0; transform: translateY(-6px) scale(.8); }
.open .chat { opacity: 0; transform: translateY(6px) scale(.8); }
.open .down { opacity: 1; transform: none; }
.badge {
  position: absolute; top: -3px; right: -3px; min-width: 20px; height: 20px; padding: 0 5px; border-radius: 10px;
  background: #c8102e; color: #fff; font: 600 12px/20px system-ui, sans-serif; text-align: center; box-shadow: 0 0 0 2px #fff;
}
.badge[hidden] { display: none; }
.frame {
  position: fixed; bottom: calc(var(--gap) + 70px + env(safe-area-inset-bottom, 0px)); right: calc(var(--gap) + env(safe-area-inset-right, 0px));
  width: min(408px, calc(100vw - 2 * var(--gap))); height: min(700px, calc(100dvh - 2 * var(--gap) - 76px));
  overflow: hidden; border-radius: 18px; background: var(--surface);
  box-shadow: 0 0 0 1px rgb(0 0 0 / .07), 0 4px 12px rgb(0 0 0 / .08), 0 24px 64px -12px rgb(0 0 0 / .32);
  visibility: hidden; opacity: 0; transform: translateY(10px) scale(.985); transform-origin: bottom right;
  transition: opacity .16s, transform .2s cubic-bezier(.2,.8,.2,1), visibility 0s .2s;
}
.open .frame { visibility: visible; opacity: 1; transform: none; transition-delay: 0s; }
.left .button, .left .frame { right: auto; left: calc(var(--gap) + env(safe-area-inset-left, 0px)); }
.left .frame { transform-origin: bottom left; }
iframe { display: block; width: 100%; height: 100%; border: 0; background: transparent; color-scheme: normal; }
@media (max-width: 480px), (max-height: 420px) {
  .frame, .left .frame {
    inset: 0; width: 100%; height: 100dvh; border-radius: 0; box-shadow: none;
    padding: env(safe-area-inset-top, 0px) env(safe-area-inset-right, 0px) env(safe-area-inset-bottom, 0px) env(safe-area-inset-left, 0px);
  }
  .open .button { visibility: hidden; }
}
@media (prefers-reduced-motion: reduce) { .button, .icon, .frame { transition: none; } }
@media print { :host { display: none; } }
@media (forced-colors: active) { .button, .frame { border: 2px solid ButtonText; } }
`;
