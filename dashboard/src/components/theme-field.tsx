import { type ThemeChoice, useTheme } from "~/lib/theme";

const CHOICES: readonly { value: ThemeChoice; label: string }[] = [
  { value: "auto", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Light, dark, or whatever the system asks for. */
export function ThemeField() {
  const { choice, choose } = useTheme();
  return (
    <fieldset>
      <legend className="sr-only">Colours</legend>
      <div className="inline-flex rounded-lg border bg-sunken p-0.5">
        {CHOICES.map(({ value, label }) => (
          <label
            key={value}
            className="cursor-pointer rounded-md px-3 py-1.5 text-[0.8125rem] font-medium text-muted transition-colors has-checked:bg-surface has-checked:text-ink has-checked:shadow-lift has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name="theme" value={value} checked={choice === value} onChange={() => { choose(value); }} className="sr-only" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
