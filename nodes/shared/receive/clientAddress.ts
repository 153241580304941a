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
	const chain = [...forwarded.map((entry) => entry.trim()), head.peerAddress ?? ''];
	const known = chain.filter((entry) => entry !== '');
	return known[Math.max(0, known.length - 1 - proxyHops)];
}
