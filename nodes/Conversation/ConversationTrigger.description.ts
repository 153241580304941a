import type { INodeProperties, NodeHint } from 'n8n-workflow';

import { triggerPanel } from '../shared/receive/description';
import { ALL_EVENTS, eventTypesField } from '../shared/receive/eventTypes';
import { receiveOptions } from '../shared/receive/options';
import { registrationFields } from './fields/registration';
import { signatureFields } from './fields/signature';
import { filtersField } from './filters';
import { EVENT_TYPES } from './message';
import { conversationSource } from './source';

const TOLERANCE_HINT =
	'It is off because times may come without an offset, as in the test payloads of the vendor’s guide, and a time of another zone looks hours old.';

/** The editor's panel beside the node's fields. */
export const conversationTriggerPanel = triggerPanel({
	header: 'Receive messages of conversations',
	help: '<b>While you build your workflow</b>, click the button and send a message. Where the node creates the conversation, each test gets one of its own.<br /><br />With registration <b>Manual</b>, use the Test URL from Webhook URLs with <b>?token=</b> and the Callback Token of the credential at its end.',
	publish: 'publish the workflow. Then every message starts it.',
	published: ', and every message starts it.',
	activationHint: 'Publish the workflow to receive messages without clicking this button.',
});

const creates = '={{ $parameter["registration"] === "create" }}';

/** Where the ID of the node's own conversation is found. n8n evaluates no expression in these texts. */
export const conversationTriggerHints: NodeHint[] = [
	{
		message:
			'Each test creates a conversation. Its ID stands in the log of n8n, and in the output as delivery.registration.conversationId. To know the ID at once, create conversations with <b>Conversation API: Create</b> and set Registration to Manual here.',
		displayCondition: creates,
		whenToDisplay: 'beforeExecution',
		location: 'outputPane',
	},
	{
		message:
			'The ID of the conversation that the node created is delivery.registration.conversationId.',
		displayCondition: creates,
		whenToDisplay: 'afterExecution',
		location: 'outputPane',
	},
];

export const conversationTriggerProperties: INodeProperties[] = [
	eventTypesField(EVENT_TYPES, {
		default: [ALL_EVENTS],
		description:
			'The events that start the workflow. Each message is delivered when it is created and again when it is processed.',
	}),
	...registrationFields,
	filtersField,
	...signatureFields,
	receiveOptions(conversationSource.defaults, TOLERANCE_HINT),
];
