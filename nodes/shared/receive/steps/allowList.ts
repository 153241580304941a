import * as ipaddr from 'ipaddr.js';

import { type Answer, refuse } from '../answer';

/** An address and the length of its network prefix in bits. */
type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The entries of a comma or white space separated list. */
export function splitList(list: string): string[] {
	return list.split(/[\s,]+/).filter((entry) => entry !== '');
}

/** The entries of an allow list that are neither an IP address nor a CIDR range. */
export function invalidEntries(allowList: string): string[] {
	return splitList(allowList).filter((entry) => toRange(entry) === undefined);
}

/**
 * Refuses an address outside of the allow list; an empty list allows every address. IPv4 addresses that arrive as
 * IPv6 (`::ffff:192.0.2.1`) count as IPv4.
 */
export function checkAllowList(allowList: string, address: string | undefined): Answer | undefined {
	const entries = splitList(allowList);
	if (entries.length === 0) return undefined;
	return entries.some((entry) => contains(entry, address))
		? undefined
		: refuse(403, 'The sender is not on the list of allowed addresses');
}

function contains(entry: string, address: string | undefined): boolean {
	const range = toRange(entry);
	if (range === undefined || address === undefined || !ipaddr.isValid(address)) return false;
	const parsed = ipaddr.process(address);
	return parsed.kind() === range[0].kind() && parsed.match(range);
}

function toRange(entry: string): Range | undefined {
	// Shorthands ("10.1"), hexadecimal ("0x7f.0.0.1") and octal ("010.0.0.1") are valid to the parser and a trap to
	// the reader.
	const [host = ''] = entry.split('/', 1);
	if (!host.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(host)) return undefined;
	if (ipaddr.isValidCIDR(entry)) return asIPv4(ipaddr.parseCIDR(entry));
	if (!ipaddr.isValid(entry)) return undefined;
	const single = ipaddr.process(entry);
	return [single, single.kind() === 'ipv4' ? 32 : 128];
}

/** The range itself, or the IPv4 range that an IPv4-mapped one (`::ffff:192.0.2.0/120`) stands for. */
function asIPv4([network, bits]: Range): Range {
	const mapped = network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && bits >= 96;
	return mapped ? [network.toIPv4Address(), bits - 96] : [network, bits];
}
