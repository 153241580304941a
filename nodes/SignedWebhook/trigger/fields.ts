import type { INodeProperties } from 'n8n-workflow';

import { receiveOptions, signedUrlOption } from '../../shared/receive/options';
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

/** The fields that say who sends, and which of its events are wanted. */
export const whoSendsFields: INodeProperties[] = [
	...senderFields,
	findSenderField,
	...customSchemeFields({ field: 'sender', for: 'verify' }),
	...customEventFields('sender'),
	{
		displayName: 'Event Types',
		name: 'eventTypes',
		type: 'string',
		displayOptions: { hide: { sender: SENDERS_WITHOUT_TYPES } },
		default: '',
		placeholder: 'e.g. invoice.paid, invoice.*, issues.opened',
		description:
			'The events that start the workflow, separated by commas, as the sender writes their names. An asterisk stands for anything, and issues for every issues.opened, issues.closed and so on. Leave empty for all.',
	},
];

/** Options show only for senders that they can make a difference for. */
export function forSender(option: INodeProperties): INodeProperties {
	if (option.name === 'tolerance') return exceptFor(SENDERS_WITHOUT_TIME, option);
	if (option.name === 'signedUrl') return exceptFor(SENDERS_WITHOUT_ADDRESS, option);
	return option;
}

const options = receiveOptions(DEFAULTS, TOLERANCE_HINT, [signedUrlOption]);

/** The form of the Signed Webhook Trigger. */
export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'To receive events:<ul><li>Copy the URL from Webhook URLs above: the Test URL to try it, the Production URL for a published workflow.</li><li>Give it to the sender, and enter the sender’s secret in the credential.</li><li>Execute this step or publish the workflow. The URL answers only then.</li></ul>',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	...whoSendsFields,
	{ ...options, options: (options.options as INodeProperties[]).map(forSender) },
];
