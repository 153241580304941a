import * as ipaddr from 'ipaddr.js';

/**
 * From where an address can be called: from the machine that n8n runs on and no other, from the network around it, or
 * from anywhere, as far as its name tells. No name is looked up.
 */
export type Reach = 'machine' | 'network' | 'anywhere';

/** Names that stand for the machine itself (RFC 6761, section 6.3), or for the machine around a container. */
const OWN_MACHINE = /(^|\.)localhost$|^(host|gateway)\.docker\.internal$/;

/** Endings that no public name has: RFC 6762, RFC 8375, and what ICANN keeps for private use. */
const OWN_NETWORK = /\.(local|internal|home\.arpa|lan|localdomain)$/;

/** What `range()` of ipaddr.js calls the addresses that only one machine has. Both families. */
const MACHINE_RANGES = ['loopback', 'unspecified'];

/** Those that are not routed outside of a network (RFC 1918, 3927, 4193, 6598). */
const NETWORK_RANGES = ['private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'];

/** From where `url` can be called; `machine` also for what is no URL, which can be called from nowhere. */
export function reachOf(url: string): Reach {
	if (!URL.canParse(url)) return 'machine';
	const host = hostOf(url);
	if (ipaddr.isValid(host)) return reachOfAddress(host);
	if (OWN_MACHINE.test(host)) return 'machine';
	// A name without a dot (`n8n`, `nas`) is one of a container or of the network's own.
	return OWN_NETWORK.test(host) || !host.includes('.') ? 'network' : 'anywhere';
}

/** Whether a server elsewhere cannot call `url`: it leads to n8n's own machine, or to its private network. */
export function isLocalAddress(url: string): boolean {
	return reachOf(url) !== 'anywhere';
}

/**
 * Whether `url` leads to a public address, as far as its name tells: names are not looked up. Of addresses only those
 * count that are routed to one machine on the internet, and none that carries an address of IPv4 in one of IPv6.
 */
export function isPublic(url: string): boolean {
	if (reachOf(url) !== 'anywhere') return false;
	const host = hostOf(url);
	if (!ipaddr.isValid(host)) return true;
	const address = ipaddr.process(host);
	if (address.range() !== 'unicast') return false;
	return address instanceof ipaddr.IPv4 || address.parts.slice(0, 6).some((part) => part !== 0);
}

/** The parser of URLs writes addresses out: `127.1` and `0x7f000001` are 127.0.0.1 to it. */
function hostOf(url: string): string {
	return new URL(url).hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
}

/** An IPv4 address that is written as IPv6 (`::ffff:127.0.0.1`) counts as IPv4. */
function reachOfAddress(host: string): Reach {
	const range = ipaddr.process(host).range();
	if (MACHINE_RANGES.includes(range)) return 'machine';
	return NETWORK_RANGES.includes(range) ? 'network' : 'anywhere';
}
