// Runs before the first paint so that a dark page never flashes white.
(() => {
  const dark = globalThis.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    let choice = "auto";
    try {
      choice = globalThis.localStorage.getItem("parlor.theme") ?? "auto";
    } catch {
      // Storage may be forbidden; the system's preference still works.
    }
    const isDark = choice === "dark" || (choice !== "light" && dark.matches);
    globalThis.document.documentElement.dataset.theme = isDark ? "dark" : "light";
  };
  apply();
  dark.addEventListener("change", apply);
  globalThis.addEventListener("parlor:theme", apply);
})();
