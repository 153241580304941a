import { UserError } from 'n8n-workflow';

import { confidentialIn } from './confidential';

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
