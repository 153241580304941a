import type { Handshake } from '../../shared/receive/handshake';
import { bodyHmac } from '../../shared/signature/bodyHmac';
import type {
	Place,
	SignatureForm,
	SignedScheme,
	Timestamp,
	TokenScheme,
} from '../../shared/signature/scheme';
import type { EventTypes, Sender, TypeName } from './sender';

/** What the entries of the table are put together from. */

export const header = (name: string): Place => ({ header: name });
export const field = (path: string): Place => ({ field: path });
export const query = (name: string): Place => ({ query: name });

export const BASE64 = { encoding: 'base64' } as const;
export const SHA1 = { algorithm: 'hmac-sha1' } as const;
export const SHA512 = { algorithm: 'hmac-sha512' } as const;

/** An HMAC SHA-256 of a timestamp, a point and the body, in a header with the timestamp among pairs as Stripe has it. */
export function pairs(
	name: string,
	{ t = 't', v = 'v1', unit = 's' as Timestamp['unit'], form = {} as Partial<SignatureForm> } = {},
	changes: Partial<SignedScheme> = {},
): SignedScheme {
	return bodyHmac(
		name,
		{ pair: v, ...form },
		{
			layout: { kind: 'pairs', separator: ',' },
			content: '{timestamp}.{body}',
			timestamp: { at: { pair: t }, ...(unit !== 's' && { unit }) },
			...changes,
		},
	);
}

/** An HMAC SHA-256 that covers a timestamp in a header of its own. */
export function timed(
	name: string,
	content: string,
	at: Place,
	unit: Timestamp['unit'] = 's',
	form: Partial<SignatureForm> = {},
): SignedScheme {
	const timestamp: Timestamp = unit === 's' ? { at } : { at, unit };
	return bodyHmac(name, form, { content, timestamp });
}

/** The secret itself in a header. */
export function token(name: string, prefix?: string): TokenScheme {
	return {
		kind: 'token',
		id: name,
		at: header(name),
		...(prefix !== undefined && { prefix }),
	};
}

/** Basic authentication, whose secret is `user:password`. */
export const basic: TokenScheme = { ...token('Authorization', 'Basic '), ...BASE64, id: 'Basic' };

/** Types with one name, whose parts stand at these places. */
export function types(name: TypeName, ...examples: EventTypes['examples']): EventTypes {
	return { names: [name], examples };
}

/** A value of a GET request that is sent back as text. */
export function echoes(name: string): Handshake {
	return {
		known: { method: 'GET', has: [query(name)] },
		proof: 'none',
		answer: { text: { copy: query(name) } },
	};
}

/** A HEAD request that only asks whether there is something at the address. */
export const HEAD: Handshake = { known: { method: 'HEAD' }, proof: 'none', answer: {} };

/** In seconds. */
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const ENTERED = 'The secret that you entered in the webhook';

/**
 * Five minutes in seconds for senders by Standard Webhooks, which sign each attempt anew.
 */
export const SIGNED_ANEW: NonNullable<Sender['tolerance']> = {
	seconds: 300,
	source:
		'The timestamp is that of the attempt: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#webhook-metadata',
};
