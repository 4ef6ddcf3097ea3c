/** A button that shows only an icon; its name is there for everybody else. */
import { type IconName, Icon } from "./Icon";

export interface IconButtonProps {
  icon: IconName;
  label: string;
  onClick: () => void;
  className?: string;
  pressed?: boolean;
  /** For a button that shows and hides something, with the id of that. */
  expanded?: boolean;
  controls?: string;
  disabled?: boolean;
}

export function IconButton({ icon, label, onClick, className = "", pressed, expanded, controls, disabled = false }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-controls={controls}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
