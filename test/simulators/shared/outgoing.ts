import { createHmac } from 'node:crypto';

import type { OutgoingRequest } from './send';

/** How a delivery differs from what the vendor would send, to forge, damage or limit it. */
export interface DeliveryOverrides {
	/** Send to this URL instead. */
	readonly url?: string;
	/** Send these bytes instead of the payload's JSON. They are signed like it. */
	readonly body?: Buffer | string;
	/** Sign with this secret instead of the hook's. */
	readonly secret?: string;
	/** The value of the signature's header: several values repeat the header, `null` leaves it out. */
	readonly signature?: string | string[] | null;
	/** Changes the bytes after they were signed. */
	readonly tamper?: (signed: Buffer) => Buffer;
	/** Adds or replaces headers whatever their case; `null` leaves one out. */
	readonly headers?: Readonly<Record<string, string | string[] | null>>;
	/** Give up after so many attempts instead of the vendor's number. */
	readonly maxAttempts?: number;
}

/** `sha256=<hex>` over these bytes, computed apart from the package's own code. */
export function hookSignature(secret: string, body: Buffer | string): string {
	return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** The request for a payload: JSON, signed when there is a secret, with the overrides applied. */
export function buildRequest(
	target: { url: string; secret?: string; userAgent: string; signatureHeader?: string },
	payload: unknown,
	overrides: DeliveryOverrides = {},
): OutgoingRequest {
	const signed = Buffer.from(overrides.body ?? JSON.stringify(payload));
	const secret = overrides.secret ?? target.secret;
	const { signatureHeader = 'X-Hook-Signature' } = target;
	const headers = new Map<string, [name: string, value: string | string[]]>();
	const set = (name: string, value: string | string[] | null) => {
		if (value === null) headers.delete(name.toLowerCase());
		else headers.set(name.toLowerCase(), [name, value]);
	};
	set('Content-Type', 'application/json');
	set('User-Agent', target.userAgent);
	if (secret !== undefined) set(signatureHeader, hookSignature(secret, signed));
	if (overrides.signature !== undefined) set(signatureHeader, overrides.signature);
	for (const [name, value] of Object.entries(overrides.headers ?? {})) set(name, value);
	return {
		url: overrides.url ?? target.url,
		headers: Object.fromEntries(headers.values()),
		body: overrides.tamper ? overrides.tamper(signed) : signed,
	};
}
