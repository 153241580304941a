import type { RequestHead } from './request';

/**
 * The address that a request came from.
 *
 * With `proxyHops` of 0 it is what n8n found, which already looks behind the proxies that its operator set with
 * N8N_PROXY_HOPS. Otherwise the last `proxyHops` addresses are the proxies' own: the sender is the entry before them
 * in `X-Forwarded-For`. Entries further left are the sender's word and are never believed.
 */
export function clientAddress(head: RequestHead, proxyHops: number): string | undefined {
	if (proxyHops === 0) return head.address ?? head.peerAddress;
	const forwarded = [head.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
	const chain = [...forwarded.map(withoutPort), head.peerAddress ?? ''];
	const known = chain.filter((entry) => entry !== '');
	return known[Math.max(0, known.length - 1 - proxyHops)];
}

/** Some proxies (Azure's, IIS) add the sender's port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(entry: string): string {
	const [, v6, v4] = /^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(entry.trim()) ?? [];
	return v6 ?? v4 ?? entry.trim();
}
