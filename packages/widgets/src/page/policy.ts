interface Policies {
  createPolicy(name: string, rules: { createHTML(html: string): string }): unknown;
}

function make(): unknown {
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

/** The Trusted Types policy of the templates, once a page. The build gives it to lit instead of lit's own. */
export const policy = make();
