import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { covers, templatesOf } from '../shared/signature/content';
import type { SignatureScheme } from '../shared/signature/scheme';
import { SENDERS } from './senders';
import type { Sender } from './senders/sender';
import { weaknesses } from './senders/weakness';

/** What the field offers for a sender that is not in the table. */
const CUSTOM: INodePropertyOptions = {
	name: 'Custom',
	value: 'custom',
	description: 'Any other sender: describe how it signs',
};

/** The field in which a sender is chosen by its name, and what has to be known of the chosen one. */
export const senderFields: INodeProperties[] = [
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'options',
		noDataExpression: true,
		options: [CUSTOM, ...SENDERS.map(optionOf)],
		default: 'standardWebhooks',
		description:
			'Who sends. Type to search. It says how the sender signs, names its events and tries the URL.',
	},
	notice(
		'weakNotice',
		'This sender proves less than others do: its signature is old, does not cover the whole body, or is the secret itself. Use HTTPS, and limit Allowed IP Addresses where the sender names its addresses.',
		({ schemes }) => schemes.every((scheme) => weaknesses(scheme).length > 0),
	),
	notice(
		'addressNotice',
		'This sender signs the URL too. If n8n is reached under another address than the URL that this node shows, enter it in the option Signed URL.',
		({ schemes }) => schemes.some(signsAddress),
	),
	notice(
		'verificationNotice',
		'This sender tries the URL with a token that you enter at the sender. Enter the same one as Verification Token in the credential.',
		({ handshakes = [] }) => handshakes.some(({ proof }) => typeof proof === 'object'),
	),
	notice(
		'bringsSecretNotice',
		'This sender brings its secret with the first request, and this node keeps it. Leave Secret empty in the credential, execute this step, and let the sender try the Test URL: the item shows the secret. The Production URL gets one of its own.',
		({ handshakes = [] }) => handshakes.some(({ bringsSecret }) => bringsSecret),
	),
];

function optionOf({ value, name, schemes, secret, eventType }: Sender): INodePropertyOptions {
	const places = [...new Set(schemes.map(({ id }) => id))];
	const [first, second = first] = eventType?.examples ?? [];
	const types = first === second ? first : `${first} or ${second}`;
	const facts = [
		places.join(' or '),
		`Secret: ${secret}`,
		...(types === undefined ? [] : [`Event types such as ${types}`]),
	];
	return { name, value, description: facts.map((fact) => `${fact}.`).join(' ') };
}

/** What all senders have in common that the form leaves a field out for. */
function sendersThat(concerns: (sender: Sender) => boolean): string[] {
	return SENDERS.filter(concerns).map(({ value }) => value);
}

/** Whose events have no type that could be selected. */
export const SENDERS_WITHOUT_TYPES = sendersThat(({ eventType }) => !eventType);

/** Who signs neither a time nor a token that has one, so that there is no age to limit. */
export const SENDERS_WITHOUT_TIME = sendersThat(({ schemes }) =>
	schemes.every(
		(scheme) => scheme.kind === 'token' || (scheme.kind === 'signature' && !scheme.timestamp),
	),
);

/** Whose signature has nothing of the address in it. */
export const SENDERS_WITHOUT_ADDRESS = sendersThat(({ schemes }) => !schemes.some(signsAddress));

/** An option that is left out for these senders. */
export function exceptFor(senders: string[], option: INodeProperties): INodeProperties {
	return { ...option, displayOptions: { hide: { '/sender': senders } } };
}

function notice(
	name: string,
	displayName: string,
	concerns: (sender: Sender) => boolean,
): INodeProperties {
	const displayOptions = { show: { sender: sendersThat(concerns) } };
	return { displayName, name, type: 'notice', default: '', displayOptions };
}

/** Whether what is signed holds the address. */
export function signsAddress(scheme: SignatureScheme): boolean {
	return templatesOf(scheme).some((template) =>
		covers(template, 'url', 'path', 'target', 'urlHash'),
	);
}

/** The sender as the form names it, for the line below the node on the canvas. */
export const senderSubtitle = '={{ $parameter["sender"] }}';
