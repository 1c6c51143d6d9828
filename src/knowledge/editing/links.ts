/** Those that lead nowhere: no http(s) address with a host in a domain, no mail, no telephone. */
export function malformedLinks(links: readonly string[]): string[] {
  return links.filter((link) => !isWellFormed(link));
}

function isWellFormed(link: string): boolean {
  if (/^(mailto:[^@\s]+@[^@\s]+\.[^@\s]+|tel:\+?[\d()/ -]+)$/.test(link)) return true;
  if (!/^https?:\/\/\S+$/i.test(link) || !URL.canParse(link)) return false;
  const { hostname, username, password } = new URL(link);
  const labels = hostname.split(".");
  return (
    username === "" &&
    password === "" &&
    labels.length > 1 &&
    labels.every((label) => label !== "") &&
    /^([a-z]{2,}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? "")
  );
}
