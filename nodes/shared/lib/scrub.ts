import type { IDataObject } from 'n8n-workflow';

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

/** A vendor's answer with `***` in place of what is confidential, should the vendor repeat it. */
export function scrubAnswer(
	answer: IDataObject,
	confidential: readonly string[] = [],
): IDataObject {
	return confidential.length === 0 ? answer : (scrubbed(answer, confidential) as IDataObject);
}

function scrubbed(value: unknown, confidential: readonly string[]): unknown {
	if (typeof value === 'string') return scrub(value, confidential);
	if (Array.isArray(value)) return value.map((entry) => scrubbed(entry, confidential));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, scrubbed(entry, confidential)]),
	);
}
