/** What the tests need to know of an element's description. */
interface Declaration {
  tagName: string;
  members: { name: string }[];
}
export declare function manifest(room?: URL): object;
export declare function declarationsOf(made: object): Declaration[];
