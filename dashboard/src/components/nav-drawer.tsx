import { AccountMenu } from "~/features/account/account-menu";
import { NavLinks } from "./nav-links";
import { Dialog } from "./ui/dialog";

/** The navigation on a phone. Loaded by those who open it. */
export default function NavDrawer({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="Navigation" shape="sheet">
      <NavLinks onNavigate={onClose} />
      <div className="mt-6 border-t pt-3">
        <AccountMenu />
      </div>
    </Dialog>
  );
}
