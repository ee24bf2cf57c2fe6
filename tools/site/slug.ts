/** The fragment by which a heading with this text is linked; letters of every alphabet stay. */
export function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "") || "section";
}
