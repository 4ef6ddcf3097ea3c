import { Toaster as Sonner } from "sonner";
import { useTheme } from "~/lib/theme";

/** Where short confirmations appear; errors that belong to a field never come here. */
export function Toaster() {
  const { resolved } = useTheme();
  return <Sonner theme={resolved} position="top-center" closeButton toastOptions={{ className: "font-sans!" }} />;
}
