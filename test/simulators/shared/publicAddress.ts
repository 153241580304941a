const NAME = /^https:\/\/n8n-(\d+)\.example\.com(?=[/?#]|$)/;

/**
 * The public address that an n8n at this port of this machine has in the tests, as a reverse proxy or a tunnel gives it
 * one. Only the simulators know it: there is no such name, and nothing is looked up.
 */
export function publicAddress(port: number | string): string {
	return `https://n8n-${port}.example.com`;
}

/** Where a public address of `publicAddress` leads to; any other URL as it is. */
export function behindPublicAddress(url: string): string {
	return url.replace(NAME, 'http://127.0.0.1:$1');
}
