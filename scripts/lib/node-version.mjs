// Imported first by every script: an old Node should meet one sentence, not a stack trace from somewhere deep.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Laurel needs Node 20.19 or newer, and this is Node ${process.versions.node}: install a newer one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
