/** A button that shows only an icon; its name is there for everybody else. */
import { type IconName, Icon } from "./Icon";

export interface IconButtonProps {
  icon: IconName;
  label: string;
  onClick: () => void;
  className?: string;
  pressed?: boolean;
  disabled?: boolean;
}

export function IconButton({ icon, label, onClick, className = "", pressed, disabled = false }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
