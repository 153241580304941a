import type { INodeProperties } from 'n8n-workflow';

import { includeRequestOption, signedUrlOption } from '../../shared/receive/options';
import { SIGNED_ANEW_SECONDS } from '../receiving';
import { forSender, TOLERANCE_HINT, whoSendsFields } from '../trigger/fields';
import { dropCopies, rememberedEvents } from './copyFields';

const TOLERANCE_DESCRIPTION = `Events that are older, or further ahead of the clock of n8n, are rejected with status 400; 0 accepts events of any age. ${TOLERANCE_HINT}`;

const options: INodeProperties[] = [
	dropCopies,
	{
		displayName: 'HTTP Method',
		name: 'method',
		type: 'string',
		default: 'POST',
		description:
			'The method of the request, which the Webhook node does not pass on. Without this option it is POST for a request with a body and GET for one without.',
	},
	includeRequestOption,
	rememberedEvents,
	{
		...signedUrlOption,
		description:
			'The address that the sender has, if it is not the URL that the Webhook node shows: behind a proxy, for example. Only the beginning (https://hooks.example.com) is enough where the path is the same. The query of the request is kept, unless you enter one.',
	},
	{
		displayName: 'Timestamp Tolerance (Seconds)',
		name: 'tolerance',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: SIGNED_ANEW_SECONDS,
		description: TOLERANCE_DESCRIPTION,
	},
];

/** What is other than at a trigger. */
const NOTICES: Readonly<Record<string, string>> = {
	weakNotice:
		'This sender proves less than others do: its signature is old, does not cover the whole body, or is the secret itself. Use HTTPS, and fill in IP(s) Allowlist in the options of the Webhook node where the sender names its addresses.',
	addressNotice:
		'This sender signs the URL too. If n8n is reached under another address than the URL that the Webhook node shows, enter it in the option Signed URL.',
	bringsSecretNotice:
		'This sender brings its secret with the first request. It leaves through Answer as secret: enter it in the credential then.',
};

const senderFields = whoSendsFields.map((field) => {
	const displayName = NOTICES[field.name];
	return displayName === undefined ? field : { ...field, displayName };
});

/** The form of Verify Webhook. */
export const verifyFields: INodeProperties[] = [
	{
		displayName:
			'To verify what a Webhook node receives:<ul><li>Connect this node directly behind the Webhook node.</li><li>There switch on Raw Body under Options. Only senders that prove themselves by a token, or sign a form, do without.</li><li>Set Respond there to Using Respond to Webhook Node, and answer what leaves through Rejected and Answer with its answer.</li></ul>',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	...senderFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: options.map(forSender),
	},
];
