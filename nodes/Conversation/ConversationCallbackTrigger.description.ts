import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { receiveOptions } from '../shared/receive/options';
import { registrationFields } from './fields/registration';
import { signatureFields } from './fields/signature';
import { filtersField } from './filters';
import { conversationSource } from './source';

const TOLERANCE_HINT =
	'It is off because times may come without an offset, as in the test payloads of the vendor’s guide, and a time of another zone looks hours old.';

const HELP =
	'<b>While you build your workflow</b>, click the button and send a message. Where the node creates the conversation, each test gets one of its own.<br /><br />With registration <b>Manual</b>, use the Test URL from Webhook URLs with <b>?token=</b> and the Callback Token of the credential at its end.';

/** The editor's panel beside the node's fields. */
export const conversationTriggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive messages of a conversation',
	executionsHelp: {
		inactive: `${HELP}<br /><br /><b>Once you are happy with it</b>, publish the workflow. Then every message starts it. These executions show up in the executions list, but not in the editor.`,
		active: `${HELP}<br /><br /><b>The workflow is published</b>, and every message starts it. These executions show up in the <a data-key="executions">executions list</a>, but not in the editor.`,
	},
	activationHint: 'Publish the workflow to receive messages without clicking this button.',
};

export const conversationTriggerProperties: INodeProperties[] = [
	...registrationFields,
	filtersField,
	...signatureFields,
	receiveOptions(conversationSource.defaults, TOLERANCE_HINT),
];
