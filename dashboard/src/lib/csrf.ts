let token: string | undefined;

/** The token that every write with the session cookie must carry; memory only, gone with the page. */
export function csrfToken(): string | undefined {
  return token;
}

/** Takes the token from an answer of signup, login or me; `undefined` after logging out. */
export function rememberCsrfToken(next: string | undefined): void {
  token = next;
}
