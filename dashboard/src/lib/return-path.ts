/**
 * Where to go after signing in. Only a path inside the dashboard is accepted: anything else
 * (`//evil.example`, `https:`, a path that leads out again) would make the login page a redirector.
 */
export function safeReturnPath(next: string | undefined): string {
  const base = "http://parlor.invalid";
  if (next === undefined || !next.startsWith("/") || !URL.canParse(next, base)) return "/dashboard";
  const url = new URL(next, base);
  const inside = url.origin === base && (url.pathname === "/dashboard" || url.pathname.startsWith("/dashboard/"));
  return inside ? url.pathname + url.search + url.hash : "/dashboard";
}
