import { MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { type ThemeChoice, useTheme } from "~/lib/theme";
import { Button } from "./ui/button";

const NEXT: Record<ThemeChoice, ThemeChoice> = { auto: "light", light: "dark", dark: "auto" };
const ICONS = { auto: MonitorIcon, light: SunIcon, dark: MoonIcon };
const NAMES = { auto: "as the system", light: "light", dark: "dark" };

/** Steps through auto, light and dark. */
export function ThemeToggle() {
  const { choice, choose } = useTheme();
  const Icon = ICONS[choice];
  const label = `Colours: ${NAMES[choice]}. Switch to ${NAMES[NEXT[choice]]}`;
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      title={label}
      onClick={() => {
        choose(NEXT[choice]);
      }}
    >
      <Icon />
    </Button>
  );
}
