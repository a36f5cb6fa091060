/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where Laurel runs. */
  readonly VITE_LAUREL_ORIGIN: string;
  /** The publishable key of the shop's program. */
  readonly VITE_LAUREL_PROGRAM: string;
}
