/** By the key of each sentence, under what other languages hold it; a page asks for it when it has words of its own. The build fills it. */
export const keys: Readonly<Record<string, string>> = {};
