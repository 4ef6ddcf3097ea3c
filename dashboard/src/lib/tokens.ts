/**
 * A rough count of model tokens, close enough to warn about a long prompt: English runs at about
 * four characters a token, scripts without spaces at about one.
 */
export function estimateTokens(text: string): number {
  let dense = 0;
  let total = 0;
  for (const char of text) {
    total += 1;
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(char)) dense += 1;
  }
  return Math.ceil((total - dense) / 4 + dense);
}
