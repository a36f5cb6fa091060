import ipaddr from 'ipaddr.js';

/** What stands for an address in limits: an IPv4 address itself, of IPv6 the /64 that one household or machine holds. */
export function neighbourhoodOf(address: string | undefined): string {
  if (!address || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const parts = (parsed as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16));
  return `${parts.join(':')}::/64`;
}
