/** Shorter texts turn up by chance, and replacing them would make an answer unreadable. */
const SHORTEST = 6;

/** `text` with `***` in place of each confidential text, however JSON or a URL would write it. */
export function scrub(text: string, confidential: readonly string[]): string {
	return confidential
		.filter((secret) => secret.length >= SHORTEST)
		.flatMap((secret) => [secret, asJson(secret), asUrl(secret)])
		.sort((a, b) => b.length - a.length)
		.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

function asJson(secret: string): string {
	return JSON.stringify(secret).slice(1, -1);
}

function asUrl(secret: string): string {
	// By way of UTF-8, because encodeURIComponent throws at half a surrogate pair.
	return encodeURIComponent(Buffer.from(secret).toString());
}
