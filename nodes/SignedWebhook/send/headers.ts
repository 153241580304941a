import { UserError } from 'n8n-workflow';

import { assertHeaderName, assertHeaderValue } from '../../shared/lib/headers';
import { headerAt, placesOf } from '../../shared/signature/place';
import type { SignatureScheme } from '../../shared/signature/scheme';
import { placeOfTime } from '../../shared/signature/timestamp';

/** What the node's own headers are made from. */
interface OwnHeaderSource {
	readonly contentType: string;
	/** Header that carries the event type. */
	readonly eventHeader: string;
	/** Empty: no such header. */
	readonly eventType: string;
	readonly authorization?: string;
	/** What the credential has for the receiver beside the secret. */
	readonly credentialHeader?: NamedValue | undefined;
	readonly idHeader: string;
	readonly scheme?: SignatureScheme;
}

/** The headers that the node sets itself. */
interface OwnHeaders {
	/** Those that are the same on every attempt. */
	readonly fixed: Readonly<Record<string, string>>;
	/** All of them, by name in lower case, with the field that each comes from. */
	readonly taken: ReadonlyMap<string, string>;
}

/**
 * The headers that follow from the node's own fields.
 *
 * @throws UserError when a field cannot be a header, or two fields name the same one
 */
export function ownHeaders(source: OwnHeaderSource): OwnHeaders {
	const { contentType, eventHeader, eventType, authorization, credentialHeader } = source;
	const { idHeader, scheme } = source;
	assertHeaderName('Message ID Header', idHeader);

	const fixed: Array<NamedValue & { field: string }> = [
		{ name: 'Content-Type', value: contentType, field: 'the field Content Type' },
	];
	if (eventType !== '') {
		fixed.push({ name: eventHeader, value: eventType, field: 'the field Event Type' });
	}
	if (authorization !== undefined) {
		const field = 'the user and password in the URL';
		fixed.push({ name: 'Authorization', value: authorization, field });
	}
	if (credentialHeader) {
		assertHeaderName('Header Sent Along', credentialHeader.name);
		fixed.push({ ...credentialHeader, field: 'the credential' });
	}
	for (const { value, field } of fixed) assertHeaderValue(`The value of ${field}`, value);

	const perAttempt = [
		{ name: idHeader, field: 'the option Message ID Header' },
		{
			name: scheme?.kind === 'signature' ? headerAt(placeOfTime(scheme)) : undefined,
			field: 'the field Timestamp Header',
		},
		...placesOf(scheme?.at ?? []).map((place) => ({
			name: headerAt(place),
			field: 'the signature',
		})),
	];
	return {
		fixed: Object.fromEntries(fixed.map(({ name, value }) => [name, value])),
		taken: takenNames([...fixed, ...perAttempt]),
	};
}

function takenNames(headers: ReadonlyArray<{ name?: string; field: string }>): Map<string, string> {
	const taken = new Map<string, string>();
	for (const { name, field } of headers) {
		if (name === undefined) continue;
		const other = taken.get(name.toLowerCase());
		if (other !== undefined) {
			throw new UserError(`The header "${name}" is set by ${other} and by ${field}`, {
				description: 'Give one of the two another name.',
			});
		}
		taken.set(name.toLowerCase(), field);
	}
	return taken;
}

/** A header that a person entered. */
export interface NamedValue {
	readonly name: string;
	readonly value: string;
}

/** Headers that belong to the connection or follow from the body. */
const TRANSPORT_HEADERS = [
	'connection',
	'content-length',
	'expect',
	'host',
	'keep-alive',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
];

/**
 * The extra headers of a message.
 *
 * @param taken headers that the node sets itself, and the field that each one comes from
 * @throws UserError for a name or a value that HTTP does not allow, a header twice, and one that the node sets itself
 */
export function extraHeaders(
	entries: readonly NamedValue[],
	taken: ReadonlyMap<string, string>,
): Record<string, string> {
	const headers: Record<string, string> = {};
	const seen = new Set<string>();

	for (const { name, value } of entries) {
		assertHeaderName('Extra Headers', name);
		assertHeaderValue(`The extra header "${name}"`, value);
		const key = name.toLowerCase();
		const field = taken.get(key);
		if (field !== undefined) {
			throw new UserError(`The extra header "${name}" is already set by ${field}`, {
				description: `Remove it from Extra Headers, or change ${field}.`,
			});
		}
		if (TRANSPORT_HEADERS.includes(key)) {
			throw new UserError(`The extra header "${name}" cannot be set`, {
				description: 'It belongs to the connection, and n8n sets it. Remove it from Extra Headers.',
			});
		}
		if (seen.has(key)) {
			throw new UserError(`The extra header "${name}" is there twice`, {
				description: 'Remove one of the two.',
			});
		}
		seen.add(key);
		headers[name] = value;
	}
	return headers;
}
