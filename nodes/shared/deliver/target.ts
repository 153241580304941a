import { UserError } from 'n8n-workflow';

import { isPublic } from '../lib/reachable';

/** Where a message goes. */
export interface Target {
	/** To send to: without user, password and fragment. */
	readonly url: string;
	/** Host and port: what a rate limit goes by. */
	readonly host: string;
	/** To show: see `shownUrl`. */
	readonly shown: string;
	/** Value of the `Authorization` header, when the URL held a user or a password. */
	readonly authorization?: string;
	/** The parts of the URL that must not show up in what the receiver sends back. */
	readonly confidential: readonly string[];
}

/**
 * Reads a URL that a person entered. User and password in it are sent as basic authentication.
 *
 * @throws UserError when it is no URL, not HTTP(S), or HTTP without leave; never with the URL in its text
 */
export function parseTarget(text: string, allowHttp: boolean): Target {
	const url = parse(text.trim());
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new UserError('The URL must start with https://', {
			description: `Webhooks are sent over HTTP. "${url.protocol}" is something else.`,
		});
	}
	if (url.protocol === 'http:' && !allowHttp) {
		throw new UserError('The URL must start with https://', {
			description:
				'Over plain HTTP anybody on the way can read the payload. If that is acceptable, for example inside your own network, turn on the option Allow HTTP.',
		});
	}

	const shown = shownUrl(url);
	const user = decode(url.username);
	const password = decode(url.password);
	const hasUser = user !== '' || password !== '';
	const authorization = hasUser ? `Basic ${base64(`${user}:${password}`)}` : undefined;
	const confidential = [
		// A key without a value can be a token, too.
		...[...url.searchParams].flatMap(([key, value]) => confidentialIn(key, value || key)),
		...(authorization === undefined ? [] : [password, authorization.slice('Basic '.length)]),
	];

	url.username = '';
	url.password = '';
	url.hash = '';
	return { url: url.href, host: url.host, shown, authorization, confidential };
}

/**
 * Refuses a URL that leads to the machine of n8n or to a private network, as far as its host tells: names are not looked
 * up. Redirects are not followed, so that there is no other address to look at.
 *
 * @throws UserError, without the URL in its text
 */
export function assertPublic(url: string): void {
	if (isPublic(url)) return;
	throw new UserError('The URL leads to a private address', {
		description:
			'The option Block Private Addresses refuses this machine, private networks and addresses for special use. Enter a public address, or turn the option off.',
	});
}

/**
 * A URL that is safe to show: no user, password or fragment, and `***` in place of every query value. Any query value
 * can be a secret, whatever its key, so none is shown; nor is a key without a value, for that can be a token, too.
 */
function shownUrl(url: URL): string {
	const pairs = [...url.searchParams].map(([key, value]) =>
		value === '' ? '***' : `${encodeURIComponent(key)}=***`,
	);
	const query = pairs.length > 0 ? `?${pairs.join('&')}` : '';
	return `${url.origin}${url.pathname}${query}`;
}

function parse(text: string): URL {
	if (URL.canParse(text)) return new URL(text);
	throw new UserError('The URL is not valid', {
		description: 'Enter the whole address of the receiver, for example https://example.com/hooks.',
	});
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}

/** Names of headers and query parameters whose values are secrets, whatever they look like. */
const SECRET_NAME = /auth|cookie|credential|key|pass|pwd|secret|session|signature|token/i;

/** What separates the parts of a header's value: `Bearer …`, `a=b; c=d`. */
const SEPARATORS = /[\s,;=&|"'()<>]+/;

/** Longer than names of media types and products are. */
const LONGEST_PLAIN = 40;

/** Words as people write them, one after the other or joined as in `OpenWork`. */
const WORDS = /^\p{Lu}*\p{Ll}*(?:\p{Lu}\p{Ll}+)*$/u;

const LONGEST_WORD = 20;

/** Numbers of this length count things; longer ones can be pins, or account numbers. */
const SHORT_NUMBER = /^\d{1,5}$/;

/**
 * What of a header's or a query parameter's value has to be hidden, should the receiver repeat it: the whole value, and
 * each part of it that could be a secret. Nothing, when the value is plainly none: words such as `ticket.created` or
 * `application/json`, versions and short numbers, under a name that says nothing else.
 */
export function confidentialIn(name: string, value: string): string[] {
	const parts = value.split(SEPARATORS);
	const secrets = SECRET_NAME.test(name) ? parts : parts.filter(couldBeSecret);
	return secrets.length === 0 ? [] : [...new Set([value, ...secrets])];
}

function couldBeSecret(part: string): boolean {
	if (part.length > LONGEST_PLAIN) return true;
	return !part.split(/[-_./:@+]/).every(isPlain);
}

function isPlain(piece: string): boolean {
	if (SHORT_NUMBER.test(piece) || piece.length <= 3) return true;
	return piece.length <= LONGEST_WORD && WORDS.test(piece);
}
