interface Policy {
  createHTML(html: string): string;
}
interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

function make(): Policy | undefined {
  try {
    return (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('laurel', {
      createHTML: (html) => html,
    });
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: a page that refuses the policy is told so in one sentence
    console.error("Laurel stays off: this page's Content-Security-Policy must allow `trusted-types laurel`.");
    throw error;
  }
}

/** The Trusted Types policy of the templates, once a page; undefined in a browser without them. */
export const policy = make();
