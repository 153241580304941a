/** Shorter texts turn up by chance, and replacing them would make an answer unreadable. */
const SHORTEST = 6;

/** `text` with `***` in place of each confidential text, however JSON or a URL would write it. */
export function scrub(text: string, confidential: readonly string[]): string {
	return confidential
		.filter((secret) => secret.length >= SHORTEST)
		.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
		.sort((a, b) => b.length - a.length)
		.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
