/** Registers a tag once, whoever asks for it first. The build has every `define.ts` call this one. */
export function define(tag: string, kind: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, kind);
}
