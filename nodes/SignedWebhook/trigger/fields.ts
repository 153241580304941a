import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { triggerPanel } from '../../shared/receive/description';
import { receiveOptions, signedUrlOption } from '../../shared/receive/options';
import { MOST_WHILE_REPEATED } from '../../shared/receive/seenWindow';
import { customEventFields, customSchemeFields } from '../custom/fields';
import { findSenderField } from '../findSender';
import { DEFAULTS, SIGNED_ANEW_SECONDS } from '../receiving';
import {
	exceptFor,
	SENDERS_WITHOUT_ADDRESS,
	SENDERS_WITHOUT_TIME,
	SENDERS_WITHOUT_TYPES,
	senderFields,
} from '../senderField';

/** Of the option Timestamp Tolerance. */
export const TOLERANCE_HINT = `Without this option the limit is the sender’s own, where it documents one, and ${SIGNED_ANEW_SECONDS} otherwise. Senders that sign no time have no limit.`;

/** Where nothing says of which type an event is, there is nothing to choose. */
function eventTypes(displayOptions: IDisplayOptions): INodeProperties {
	return {
		displayName: 'Event Types',
		name: 'eventTypes',
		type: 'string',
		displayOptions,
		default: '',
		placeholder: 'e.g. invoice.paid, invoice.*, issues.opened',
		description:
			'The events that start the workflow, separated by commas, as the sender writes their names. An asterisk stands for anything, and issues for every issues.opened, issues.closed and so on. Leave empty for all.',
	};
}

/** The fields that say who sends, and which of its events are wanted. */
export const whoSendsFields: INodeProperties[] = [
	...senderFields,
	findSenderField,
	...customSchemeFields({ field: 'sender', for: 'verify' }),
	...customEventFields('sender'),
	eventTypes({ hide: { sender: [...SENDERS_WITHOUT_TYPES, 'custom'] } }),
	eventTypes({ show: { sender: ['custom'], eventTypeFrom: ['header', 'path'] } }),
];

/** Options show only for senders that they can make a difference for. */
export function forSender(option: INodeProperties): INodeProperties {
	if (option.name === 'tolerance') return exceptFor(SENDERS_WITHOUT_TIME, option);
	if (option.name === 'signedUrl') return exceptFor(SENDERS_WITHOUT_ADDRESS, option);
	return option;
}

/** Of the option Duplicate Window. */
const WINDOW_HINT = `, and of a sender that documents for how long it repeats an event those of that time, up to ${MOST_WHILE_REPEATED.toLocaleString('en')}`;

const options = receiveOptions(DEFAULTS, TOLERANCE_HINT, [signedUrlOption], WINDOW_HINT);

/** The editor's panel beside the node's fields. */
export const signedWebhookTriggerPanel = triggerPanel({
	header: 'Receive signed webhooks',
	help: '<b>While you build your workflow</b>, open Webhook URLs in the node and copy the Test URL first: while n8n listens they cannot be opened. Then press the button, give the URL to the sender, and let it send an event.',
	publish:
		'publish the workflow and give the Production URL to the sender. Then every event starts it.',
	published: ', and every event to the Production URL starts it.',
	activationHint:
		'Publish the workflow, and give the Production URL to the sender, to receive events without clicking this button.',
});

/** The form of the Signed Webhook Trigger. */
export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'To receive events:<ul><li>Copy the URL from Webhook URLs above: the Test URL to try it, the Production URL for a published workflow. While n8n listens for a test event they cannot be opened.</li><li>Enter the sender’s secret in the credential.</li><li>Execute this step or publish the workflow. The URL answers only then.</li><li>Give the URL to the sender. Some try it at once.</li></ul>',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	...whoSendsFields,
	{ ...options, options: (options.options as INodeProperties[]).map(forSender) },
];
