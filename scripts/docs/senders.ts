/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { join } from 'node:path';

import { SENDERS } from '../../nodes/SignedWebhook/senders';
import type { EventTypes, Sender } from '../../nodes/SignedWebhook/senders/sender';
import { weaknesses } from '../../nodes/SignedWebhook/senders/weakness';
import type { Handshake } from '../../nodes/shared/receive/handshake';
import { nameOf, placesOf } from '../../nodes/shared/signature/place';
import type { Place, SignatureScheme } from '../../nodes/shared/signature/scheme';
import { type Document, ROOT, table } from './document';
import { codexes } from './searchWords';
import { UNSUPPORTED } from './unsupported';

/** What people read and search about senders, made from the table itself. */
export function senderPages(): Document[] {
	return [{ path: join(ROOT, 'docs/senders.md'), text: page() }, ...codexes()];
}

/** Each said once, below the table. */
const WEAK = [...new Set(SENDERS.flatMap(({ schemes }) => schemes.flatMap(weaknesses)))];

function page(): string {
	const rows = SENDERS.map((sender) => [
		`[${sender.name}](${sender.docs})${sender.aliases ? ` (${sender.aliases.join(', ')})` : ''}`,
		unique(sender.schemes.map(placeOf)),
		unique(sender.schemes.map(howOf)),
		typesOf(sender.eventType),
		(sender.handshakes ?? []).map(handshakeOf).join('; '),
		notesOf(sender),
	]);
	const unsupported = UNSUPPORTED.map(
		({ name, reason, instead }) =>
			`- **${name}**: ${reason}${instead === undefined ? '' : ` Instead: ${instead}.`}`,
	);
	return [
		'# Senders',
		'',
		`Signed Webhook Trigger and Verify Webhook know ${SENDERS.length} senders by name. Any other that signs in one of these ways`,
		'can be described under **Custom**. This page is made from the table of senders: `npm run docs`.',
		'',
		...table(
			['sender', 'signature in', 'made of', 'event types', 'tries the address with', 'notes'],
			rows,
		),
		'',
		...WEAK.map((weakness, index) => `(${index + 1}) ${weakness}`).flatMap((line) => [line, '']),
		'## What cannot be taken, and why',
		'',
		...unsupported,
		'',
	].join('\n');
}

function unique(texts: readonly string[]): string {
	return [...new Set(texts)].join('; ');
}

/** More places of one kind than a reader wants to see. */
const MOST_PLACES = 3;

function placeOf({ at }: SignatureScheme): string {
	const places = placesOf(at).map(code);
	return places.length > MOST_PLACES ? `${places[0]} to ${places.at(-1)}` : places.join(' or ');
}

function code(place: Place): string {
	return 'header' in place ? `\`${place.header}\`` : nameOf(place).replace(/\S+$/, '`$&`');
}

const ALGORITHM: Readonly<Record<string, string>> = {
	'hmac-sha1': 'HMAC SHA-1',
	'hmac-sha256': 'HMAC SHA-256',
	'hmac-sha512': 'HMAC SHA-512',
	sha256: 'SHA-256',
	ed25519: 'Ed25519',
	'ecdsa-sha256': 'ECDSA P-256',
	'rsa-sha1': 'RSA SHA-1',
	'rsa-sha256': 'RSA SHA-256',
};

const ENCODING = { hex: 'hex', base64: 'Base64', base64url: 'Base64url' } as const;

function howOf(scheme: SignatureScheme): string {
	switch (scheme.kind) {
		case 'token':
			return scheme.encoding ? 'user and password' : 'the secret itself';
		case 'jwt': {
			const claims = Object.entries(scheme.claims ?? {}).map(([name, is]) => `${name} = ${is}`);
			return `JWT ${scheme.algorithms.join(', ')}${claims.length > 0 ? ` with \`${claims.join(', ')}\`` : ''}`;
		}
		case 'signature': {
			const forms = scheme.forms.map(
				({ algorithm, encoding }) => `${ALGORITHM[algorithm]} in ${ENCODING[encoding]}`,
			);
			return `${unique(forms)} of \`${scheme.content.replaceAll('\n', '⏎')}\``;
		}
	}
}

function typesOf(eventType: EventTypes | undefined): string {
	return (eventType?.examples ?? [])
		.slice(0, MOST_PLACES)
		.map((type) => `\`${type}\``)
		.join(', ');
}

function handshakeOf({ known, proof }: Handshake): string {
	const { method = 'POST', has = [], equal = [] } = known;
	const marks = [...equal.map(([place, text]) => `${code(place)} = \`${text}\``), ...has.map(code)];
	const proven =
		proof === 'signature'
			? ', signed'
			: typeof proof === 'object'
				? ', with the verification token'
				: '';
	return `${[method, marks.join(', ')].join(' ').trim()}${proven}`;
}

function notesOf({ schemes, answer, tolerance, repeats, batch, handshakes = [] }: Sender): string {
	const notes = [
		...new Set(
			schemes.flatMap(weaknesses).map((weakness) => `Weak (${WEAK.indexOf(weakness) + 1}).`),
		),
		...(handshakes.some(({ bringsSecret }) => bringsSecret)
			? ['Its secret arrives with the first request.']
			: []),
		...(batch === undefined ? [] : ['Sends several events at once, which are an item each.']),
		...(answer === undefined
			? []
			: [answer === '' ? 'Wants an empty answer.' : `Wants the answer \`${answer}\`.`]),
		...(tolerance === undefined ? [] : [`Refused when older than ${inWords(tolerance.seconds)}.`]),
		...(repeats === undefined ? [] : [`Repeats an event for up to ${inWords(repeats.seconds)}.`]),
	];
	return notes.join(' ');
}

function inWords(seconds: number): string {
	return seconds % 3600 === 0 ? `${seconds / 3600} hours` : `${seconds / 60} minutes`;
}
